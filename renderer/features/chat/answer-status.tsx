import { useEffect, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useToolWords } from "./tool-words"

/** Tells those who listen that an answer begins, waits for them or is complete; never its words one by one. */
export function AnswerStatus({
  messages,
  threadId,
}: {
  readonly messages: readonly Message[]
  readonly threadId: string
}) {
  const { t } = useTranslation("chat")
  const words = useToolWords()
  const last = messages.at(-1)
  const status = last?.role === "assistant" ? last.status : null
  const waitingFor = last?.parts.find((part) => part.type === "tool" && part.state === "waiting")
  const [spoken, setSpoken] = useState("")
  const heard = useRef({ threadId, status })
  useEffect(() => {
    const former = heard.current
    heard.current = { threadId, status }
    // What was already there when the conversation was opened is no news.
    if (former.threadId !== threadId || former.status === status || status === null) return
    if (status === "streaming") setSpoken(t("turn.answering"))
    else if (status === "waiting" && waitingFor?.type === "tool") {
      setSpoken(t("turn.asks", { tool: words.name(waitingFor.toolName) }))
    } else if (status === "complete") setSpoken(t("turn.answered"))
    else if (status === "stopped") setSpoken(t("turn.stopped"))
  }, [threadId, status, waitingFor, t, words])
  return (
    <p role="status" className="sr-only">
      {spoken}
    </p>
  )
}
