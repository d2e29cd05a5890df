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
  const { sentence, why, todo } = useProblemWords()(problem)
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="max-w-[68ch]">
        <p role="alert" className="text-16 font-medium text-pretty">
          {sentence}
        </p>
        {why !== null && <p className="mt-0.5 text-muted">{why}</p>}
      </div>
      {problem.evidence !== null && (
        <div>
          <p className="mb-1.5 text-12 text-muted">{t("evidence")}</p>
          <Evidence line={problem.evidence} />
        </div>
      )}
      <p className="max-w-[68ch]">{todo}</p>
      <div className="flex flex-wrap gap-2">{actions}</div>
      {children}
    </Card>
  )
}
