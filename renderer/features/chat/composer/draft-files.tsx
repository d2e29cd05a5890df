import FileText from "lucide-react/icons/file-text"
import X from "lucide-react/icons/x"
import { useTranslation } from "react-i18next"
import type { Attachment } from "#common/domain/chat"
import { useFormat } from "../../../i18n/use-format"

export interface DraftFilesProps {
  readonly files: readonly Attachment[]
  readonly onRemove: (path: string) => void
}

/** Files that will go along with the message. */
export function DraftFiles({ files, onRemove }: DraftFilesProps) {
  const { t } = useTranslation("chat")
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-3">
      {files.map((file) => (
        <li
          key={file.path}
          title={file.path}
          className="flex items-center gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-2.5 text-13"
        >
          <FileText aria-hidden className="size-4 text-muted" />
          <span className="max-w-52 truncate">{file.name}</span>
          <span className="tabular text-12 text-muted">{format.bytes(file.bytes)}</span>
          <button
            type="button"
            aria-label={t("composer.remove", { name: file.name })}
            onClick={() => onRemove(file.path)}
            className="flex size-6 items-center justify-center rounded-[6px] text-muted hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  )
}
