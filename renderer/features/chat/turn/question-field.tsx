import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { classes } from "../../../ui/classes"
import { CONTROL } from "../../../ui/field"
import { ProblemNotice } from "../../../ui/problem-notice"
import { sendsMessage } from "../composer/sends-message"
import { textOf } from "./text-of"

export interface QuestionFieldProps {
  readonly message: Message
  readonly onDone: () => void
}

/** A question worded anew: what followed the former wording stays as another branch. */
export function QuestionField({ message, onDone }: QuestionFieldProps) {
  const { t } = useTranslation("chat")
  const { client } = useGlimmer()
  const [written, setWritten] = useState(() => textOf(message))
  const send = useAction(async () => {
    await client.chat.edit({ threadId: message.threadId, messageId: message.id, text: written.trim() })
    onDone()
  })
  const empty = written.trim() === ""
  return (
    <div className="flex w-full max-w-[85%] flex-col gap-2">
      <textarea
        // Whoever pressed "edit" wants to write.
        ref={(field) => field?.focus()}
        rows={2}
        aria-label={t("turn.editField")}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation()
            onDone()
          } else if (!empty && sendsMessage(event.nativeEvent)) {
            event.preventDefault()
            void send.run()
          }
        }}
        className={classes(CONTROL, "field-sizing-content max-h-60 w-full resize-none px-4 py-2.5")}
      />
      {send.problem !== null && <ProblemNotice problem={send.problem} />}
      <div className="flex items-center justify-end gap-2">
        <p className="min-w-0 flex-1 text-12 text-muted">{t("turn.editHint")}</p>
        <Button size="small" variant="quiet" onClick={onDone}>
          {t("turn.editCancel")}
        </Button>
        <Button
          size="small"
          variant="primary"
          disabled={empty}
          busy={send.busy}
          onClick={() => void send.run()}
        >
          {t("turn.editSend")}
        </Button>
      </div>
    </div>
  )
}
