import Plus from "lucide-react/icons/plus"
import { useTranslation } from "react-i18next"
import type { Thread } from "#common/domain/chat"
import type { Heard } from "../../../state/live"
import { Button } from "../../../ui/button"
import { ProblemNotice } from "../../../ui/problem-notice"
import { Skeleton } from "../../../ui/skeleton"
import { useNow } from "../../../ui/use-now"
import { groupThreads } from "./group-threads"
import { ThreadRow } from "./thread-row"

export interface ThreadListProps {
  readonly threads: Heard<readonly Thread[]>
  readonly chosenId: string | null
  readonly onChoose: (threadId: string | null) => void
}

/** Every conversation, newest first. */
export function ThreadList({ threads: { value, problem }, chosenId, onChoose }: ThreadListProps) {
  const { t } = useTranslation("chat")
  const now = useNow("minute")
  return (
    <div className="flex h-full min-h-0 flex-col gap-2 p-3">
      <Button icon={<Plus aria-hidden />} onClick={() => onChoose(null)} className="justify-start">
        {t("threads.new")}
      </Button>
      {problem !== null && <ProblemNotice problem={problem} />}
      <nav
        aria-label={t("threads.label")}
        className="thin-scroll -mx-1 min-h-0 flex-1 overflow-y-auto px-1 py-1"
      >
        {value === null && problem === null && (
          <div className="flex flex-col gap-2 pt-2">
            <Skeleton className="h-7" />
            <Skeleton className="h-7 w-4/5" />
            <Skeleton className="h-7 w-11/12" />
          </div>
        )}
        {value?.length === 0 && <p className="px-2 py-3 text-13 text-muted">{t("threads.empty")}</p>}
        {groupThreads(value ?? [], now).map(({ group, threads }) => (
          <div key={group}>
            <h2 className="px-2 pt-3 pb-1 text-12 font-medium text-muted">{t(`threads.${group}`)}</h2>
            <ul>
              {threads.map((thread) => (
                <ThreadRow
                  key={thread.id}
                  thread={thread}
                  chosen={thread.id === chosenId}
                  onChoose={onChoose}
                />
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  )
}
