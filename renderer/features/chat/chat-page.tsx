import { useCallback, useState } from "react"
import { useTranslation } from "react-i18next"
import { useAsked, useGlimmer, useLive } from "../../state/use-glimmer"
import { Dialog } from "../../ui/dialog"
import { ChatHead } from "./chat-head"
import { Conversation } from "./conversation"
import { ThreadList } from "./threads/thread-list"

export interface ChatPageProps {
  /** Null: a new conversation that begins with the first message. */
  readonly threadId: string | null
  readonly onThread: (threadId: string | null) => void
  readonly onEngine: () => void
  /** Where the length of the context is chosen. */
  readonly onMemory: () => void
  readonly onGuide: () => void
  readonly onTools: () => void
}

/** Conversations on the left, the one that is open beside them. */
export function ChatPage({ threadId, onThread, onEngine, onMemory, onGuide, onTools }: ChatPageProps) {
  const { t } = useTranslation("chat")
  const glimmer = useGlimmer()
  const threads = useLive(glimmer.threads)
  const tools = useAsked(glimmer.tools).value
  const [listOpen, setListOpen] = useState(false)
  const choose = useCallback(
    (id: string | null) => {
      setListOpen(false)
      onThread(id)
    },
    [onThread],
  )
  const thread = threads.value?.find((one) => one.id === threadId) ?? null
  const list = <ThreadList threads={threads} chosenId={threadId} onChoose={choose} />
  return (
    <div className="flex min-h-0 flex-1">
      <aside className="hidden w-60 shrink-0 flex-col border-r border-line min-[900px]:flex">{list}</aside>
      <Dialog open={listOpen} onOpenChange={setListOpen} title={t("threads.label")}>
        <div className="h-[60dvh]">{list}</div>
      </Dialog>
      <section className="flex min-w-0 flex-1 flex-col">
        <ChatHead
          title={thread?.title ?? null}
          threadId={threadId}
          tools={tools}
          onList={() => setListOpen(true)}
          onTools={onTools}
        />
        <Conversation
          key={threadId ?? "new"}
          threadId={threadId}
          onThread={onThread}
          onEngine={onEngine}
          onMemory={onMemory}
          onGuide={onGuide}
        />
      </section>
    </div>
  )
}
