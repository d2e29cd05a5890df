import ImageOff from "lucide-react/icons/image-off"
import { useTranslation } from "react-i18next"

/** Pictures an answer carries within itself. */
const INLINE = /^data:image\/(?:png|jpeg|gif|webp);base64,/

/** A picture from elsewhere is named, not loaded: loading it would tell that elsewhere what is being read. */
export function Picture({ src, alt }: { readonly src: string; readonly alt: string }) {
  const { t } = useTranslation("chat")
  if (INLINE.test(src)) return <img src={src} alt={alt} className="max-w-full rounded-control" />
  return (
    <span
      title={t("markdown.pictureWhy")}
      className="inline-flex items-center gap-1.5 rounded-control border border-line bg-sunken px-2 py-0.5 text-13 text-muted"
    >
      <ImageOff aria-hidden className="size-3.5 shrink-0" />
      {t("markdown.picture", { name: alt === "" ? hostOf(src) : alt })}
    </span>
  )
}

function hostOf(src: string): string {
  return URL.canParse(src) ? new URL(src).host : src.slice(0, 40)
}
