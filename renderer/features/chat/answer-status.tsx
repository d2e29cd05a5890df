import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useToolWords } from "../../i18n/tool-words"

/** Tells those who listen that an answer begins, waits for them or is complete; never its words one by one. */
export function AnswerStatus({ messages }: { readonly messages: readonly Message[] | null }) {
  const { t } = useTranslation("chat")
  const words = useToolWords()
  const last = messages?.at(-1)
  const status = last?.role === "assistant" ? last.status : null
  const [heard, setHeard] = useState({ messages, status, spoken: "" })
  if (heard.status !== status) {
    // What was already there when the conversation was opened is no news.
    const news = heard.messages === null || status === null ? "" : spokenWords(status)
    setHeard({ messages, status, spoken: news })
  } else if (heard.messages === null && messages !== null) setHeard({ ...heard, messages })
  return <output className="sr-only">{heard.spoken}</output>

  function spokenWords(now: Message["status"]): string {
    switch (now) {
      case "streaming":
        return t("turn.answering")
      case "complete":
        return t("turn.answered")
      case "stopped":
        return t("turn.stopped")
      case "waiting": {
        const asks = last?.parts.find((part) => part.type === "tool" && part.state === "waiting")
        return asks?.type === "tool" ? t("turn.asks", { tool: words.name(asks.toolName) }) : ""
      }
      case "failed":
        // The problem beside the answer speaks for itself.
        return ""
    }
  }
}
