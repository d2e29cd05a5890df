import { memo } from "react"
import { useTranslation } from "react-i18next"
import type { LeftOut, Message, MessagePart } from "#common/domain/chat"
import { useSentences } from "../../../i18n/use-sentences"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { ProblemNotice } from "../../../ui/problem-notice"
import { Markdown } from "../markdown/markdown"
import { Reasoning } from "./reasoning"
import { ToolCard } from "./tool-card"
import { TurnFoot } from "./turn-foot"

export interface AssistantTurnProps {
  readonly message: Message
  readonly last: boolean
  readonly onEngine: () => void
  readonly onMemory: () => void
}

/** What the model answered: plain on the page, part by part, with what went wrong beside it. */
export const AssistantTurn = memo(function AssistantTurn(props: AssistantTurnProps) {
  const { message, last, onEngine, onMemory } = props
  const { t } = useTranslation("chat")
  const { client } = useGlimmer()
  const retry = useAction(() => client.chat.retry({ threadId: message.threadId }))
  const streaming = message.status === "streaming"
  return (
    <article
      aria-label={message.modelName ?? undefined}
      aria-busy={streaming}
      className="group flex min-w-0 flex-col gap-3"
    >
      {message.leftOut !== null && <LeftOutLine leftOut={message.leftOut} />}
      {keyed(message.parts).map(({ key, part }) => (
        <Part
          key={key}
          part={part}
          threadId={message.threadId}
          streaming={streaming && part === message.parts.at(-1)}
        />
      ))}
      {streaming && message.parts.length === 0 && (
        <p className="breathes text-13 text-muted">{t("turn.waiting")}</p>
      )}
      {message.status === "stopped" && <p className="text-13 text-muted">{t("turn.stopped")}</p>}
      {message.problem !== null && (
        <ProblemNotice
          problem={message.problem}
          actions={
            message.status === "failed" && last ? (
              <>
                <Button size="small" busy={retry.busy} onClick={() => void retry.run()}>
                  {t("turn.retry")}
                </Button>
                {message.problem.code === "context-length-400" && (
                  <Button size="small" variant="quiet" onClick={onMemory}>
                    {t("engine.context")}
                  </Button>
                )}
                {message.problem.code === "engine-lost" && (
                  <Button size="small" variant="quiet" onClick={onEngine}>
                    {t("engine.show")}
                  </Button>
                )}
              </>
            ) : undefined
          }
        />
      )}
      {message.unsaved !== null && <ProblemNotice problem={message.unsaved} />}
      {retry.problem !== null && <ProblemNotice problem={retry.problem} />}
      {!streaming && message.status !== "waiting" && (
        <TurnFoot message={message} last={last} onAgain={() => void retry.run()} />
      )}
    </article>
  )
})

/** Said before the answer: it was written without this. */
function LeftOutLine({ leftOut: { messages, shortenedResults } }: { readonly leftOut: LeftOut }) {
  const { t } = useTranslation("chat")
  const sentences = useSentences()
  return (
    <p className="text-12 text-muted">
      {sentences(
        messages > 0 ? t("turn.leftOut", { count: messages }) : null,
        shortenedResults > 0 ? t("turn.shortened", { count: shortenedResults }) : null,
      )}
    </p>
  )
}

/** Parts with a name each: a tool call has one, a text is the so-and-so-many-th. Parts are only added at the end. */
function keyed(
  parts: readonly MessagePart[],
): readonly { readonly key: string; readonly part: MessagePart }[] {
  let texts = 0
  return parts.map((part) => ({ key: part.type === "tool" ? part.callId : `${part.type}-${texts++}`, part }))
}

interface PartProps {
  readonly part: MessagePart
  readonly threadId: string
  readonly streaming: boolean
}

const Part = memo(function Part({ part, threadId, streaming }: PartProps) {
  switch (part.type) {
    case "text":
      return <Markdown text={part.text} streaming={streaming} />
    case "reasoning":
      return <Reasoning part={part} />
    case "tool":
      return <ToolCard part={part} threadId={threadId} />
  }
})
