import { useTranslation } from "react-i18next"
import { CodeBox } from "../../ui/code-box"
import { Disclosure } from "../../ui/disclosure"

/** The engine answers this machine alone; whoever may log in to it can bring its address to their own. */
export function OtherComputer({ baseUrl }: { readonly baseUrl: string }) {
  const { t } = useTranslation("connect")
  const { port } = new URL(baseUrl)
  return (
    <Disclosure label={t("other.label")} contentClassName="flex flex-col gap-3">
      <p className="max-w-[72ch] text-13 text-muted">{t("other.text")}</p>
      <CodeBox label={t("other.command")} code={`ssh -N -L ${port}:127.0.0.1:${port} ${t("other.place")}`} />
      <p className="max-w-[72ch] text-13 text-muted">{t("other.meanwhile")}</p>
    </Disclosure>
  )
}
