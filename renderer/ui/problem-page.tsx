import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import type { Problem } from "#common/domain/problem"
import { useProblemWords } from "../i18n/problem-words"
import { Card } from "./card"
import { Evidence } from "./problem-notice"

export interface ProblemPageProps {
  readonly problem: Problem
  /** One or two buttons that really do something about it. */
  readonly actions: ReactNode
  readonly children?: ReactNode
}

/** A failure as a small page of its own: what happened, why we think so, what to do, details. */
export function ProblemPage({ problem, actions, children }: ProblemPageProps) {
  const { t } = useTranslation("ui")
  const { sentence, fixes } = useProblemWords()(problem)
  return (
    <Card className="flex flex-col gap-4 p-5">
      <p role="alert" className="max-w-[68ch] text-16 font-medium text-pretty">
        {sentence}
      </p>
      {problem.evidence !== null && (
        <div>
          <p className="mb-1.5 text-12 text-muted">{t("evidence")}</p>
          <Evidence line={problem.evidence} />
        </div>
      )}
      {fixes.length > 0 && (
        <ul className="flex max-w-[68ch] list-disc flex-col gap-1 pl-5 text-13">
          {fixes.map((fix) => (
            <li key={fix}>{fix}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">{actions}</div>
      {children}
    </Card>
  )
}
