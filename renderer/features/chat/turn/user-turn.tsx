import FileText from "lucide-react/icons/file-text"
import Pencil from "lucide-react/icons/pencil"
import { memo, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useFormat } from "../../../i18n/use-format"
import { CopyButton } from "../../../ui/copy-button"
import { IconButton } from "../../../ui/icon-button"
import { ProblemNotice } from "../../../ui/problem-notice"
import { QuestionField } from "./question-field"
import { textOf } from "./text-of"
import { VersionSwitch } from "./version-switch"

export interface UserTurnProps {
  readonly message: Message
  /** Not while an answer is being written. */
  readonly mayEdit: boolean
}

/** What a person wrote: a soft surface on the right. */
export const UserTurn = memo(function UserTurn({ message, mayEdit }: UserTurnProps) {
  const { t } = useTranslation("chat")
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  return (
    <article aria-label={t("turn.you")} className="group flex flex-col items-end gap-1.5">
      {message.attachments.length > 0 && (
        <ul className="flex flex-wrap justify-end gap-2">
          {message.attachments.map((file) => (
            <li
              key={file.path}
              title={file.path}
              className="flex items-center gap-2 rounded-control border border-line bg-raised px-2.5 py-1 text-13"
            >
              <FileText aria-hidden className="size-4 text-muted" />
              <span className="max-w-60 truncate">{file.name}</span>
              <span className="tabular text-12 text-muted">{format.bytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      {editing ? (
        <QuestionField message={message} onDone={() => setEditing(false)} />
      ) : (
        <div className="flex max-w-[85%] items-end gap-1">
          <div className="flex opacity-0 group-hover:opacity-100 focus-within:opacity-100">
            <CopyButton text={() => textOf(message)} label={t("turn.copyQuestion")} />
            {mayEdit && (
              <IconButton
                size="small"
                label={t("turn.edit")}
                icon={<Pencil aria-hidden />}
                onClick={() => setEditing(true)}
              />
            )}
          </div>
          <div
            dir="auto"
            className="rounded-card bg-hover px-4 py-2.5 leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {textOf(message)}
          </div>
        </div>
      )}
      <VersionSwitch message={message} />
      {message.unsaved !== null && <ProblemNotice problem={message.unsaved} className="max-w-[85%]" />}
    </article>
  )
})
