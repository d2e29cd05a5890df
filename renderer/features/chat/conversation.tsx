import ArrowDown from "lucide-react/icons/arrow-down"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import type { Live } from "../../state/live"
import { useGlimmer, useLive } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { ProblemNotice } from "../../ui/problem-notice"
import { Skeleton } from "../../ui/skeleton"
import { AnswerStatus } from "./answer-status"
import { Composer } from "./composer/composer"
import { putDraftText } from "./composer/drafts"
import { focusComposer } from "./composer/focus-composer"
import { EmptyThread } from "./empty-thread"
import { EngineNotice } from "./engine-notice"
import { AssistantTurn } from "./turn/assistant-turn"
import { UserTurn } from "./turn/user-turn"
import { useStickToEnd } from "./use-stick-to-end"

export interface ConversationProps {
  readonly threadId: string | null
  readonly onThread: (threadId: string | null) => void
  readonly onEngine: () => void
  readonly onMemory: () => void
  readonly onGuide: () => void
}

const NOTHING: readonly Message[] = []

/** The messages of one conversation and the field to write the next. */
export function Conversation({ threadId, onThread, onEngine, onMemory, onGuide }: ConversationProps) {
  const glimmer = useGlimmer()
  const foot = (messages: readonly Message[]) => (
    <div className="mx-auto w-full max-w-[820px] px-4 pb-4">
      <EngineNotice onEngine={onEngine} onGuide={onGuide} />
      <Composer threadId={threadId} messages={messages} onThread={onThread} />
    </div>
  )
  if (threadId === null) {
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
          <EmptyThread
            onChoose={(text) => {
              putDraftText(null, text)
              focusComposer()
            }}
          />
        </div>
        {foot(NOTHING)}
      </div>
    )
  }
  return (
    <OpenConversation chat={glimmer.chat(threadId)} foot={foot} onEngine={onEngine} onMemory={onMemory} />
  )
}

interface OpenConversationProps {
  readonly chat: Live<readonly Message[]>
  readonly foot: (messages: readonly Message[]) => React.ReactNode
  readonly onEngine: () => void
  readonly onMemory: () => void
}

function OpenConversation({ chat, foot, onEngine, onMemory }: OpenConversationProps) {
  const { t } = useTranslation("chat")
  const { value: messages, problem } = useLive(chat)
  const { box, content, atEnd, toEnd } = useStickToEnd()
  const count = messages?.length ?? 0
  // Whoever has just asked wants to see the answer.
  const last = messages?.at(-1)
  const answering = last?.status === "streaming" || last?.status === "waiting" || last?.role === "user"
  const askedId = last?.role === "user" ? last.id : null
  useEffect(() => {
    if (askedId !== null) toEnd()
  }, [askedId, toEnd])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        <div ref={box} className="h-full overflow-y-auto [overflow-anchor:none]" data-scroll>
          <div ref={content} className="mx-auto flex w-full max-w-[820px] flex-col gap-6 px-4 py-6">
            {messages === null && problem === null && <ConversationSkeleton />}
            {problem !== null && <ProblemNotice problem={problem} />}
            {messages?.map((message, index) =>
              message.role === "user" ? (
                <UserTurn key={message.id} message={message} mayEdit={!answering} />
              ) : (
                <AssistantTurn
                  key={message.id}
                  message={message}
                  last={index === count - 1}
                  onEngine={onEngine}
                  onMemory={onMemory}
                />
              ),
            )}
            {askedId !== null && <p className="breathes text-13 text-muted">{t("turn.waiting")}</p>}
          </div>
        </div>
        {!atEnd && (
          <Button
            size="small"
            icon={<ArrowDown aria-hidden />}
            onClick={toEnd}
            className="rises absolute bottom-3 left-1/2 -translate-x-1/2 bg-float shadow-float"
          >
            {t("turn.toEnd")}
          </Button>
        )}
      </div>
      <AnswerStatus messages={messages} />
      {foot(messages ?? NOTHING)}
    </div>
  )
}

function ConversationSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-10 w-2/5 self-end" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  )
}
