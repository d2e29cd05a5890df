import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import type { Problem } from "#common/domain/problem"
import { useProblemWords } from "../i18n/problem-words"
import { useSentences } from "../i18n/use-sentences"
import { Disclosure } from "./disclosure"
import { Notice, type NoticeLevel } from "./notice"

export interface ProblemNoticeProps {
  readonly problem: Problem
  readonly level?: NoticeLevel
  readonly actions?: ReactNode
  readonly className?: string
}

/** A problem beside the thing it is about: the sentence, what can be done, the line that shows it. */
export function ProblemNotice({ problem, level = "caution", actions, className }: ProblemNoticeProps) {
  const { t } = useTranslation("ui")
  const { sentence, why, todo } = useProblemWords()(problem)
  const sentences = useSentences()
  return (
    <Notice
      live
      level={level}
      title={sentence}
      {...(actions === undefined ? {} : { actions })}
      {...(className === undefined ? {} : { className })}
    >
      <p>{sentences(why, todo)}</p>
      {problem.evidence !== null && (
        <Disclosure label={t("evidence")} className="mt-1">
          <Evidence line={problem.evidence} />
        </Disclosure>
      )}
    </Notice>
  )
}

/** The line that shows it, as it came. */
export function Evidence({ line }: { readonly line: string }) {
  return (
    <pre className="rounded-control bg-sunken px-3 py-2 text-12 whitespace-pre-wrap [overflow-wrap:anywhere]">
      {line}
    </pre>
  )
}
