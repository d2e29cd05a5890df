import { useTranslation } from "react-i18next"
import type { Problem } from "#common/domain/problem"
import { Button } from "../../../ui/button"
import { ProblemNotice } from "../../../ui/problem-notice"
import { settingsHelp } from "./settings-help"

export interface FetchProblemProps {
  readonly problem: Problem
  /** Opens the download settings. */
  readonly onSettings: () => void
}

/** Why something could not be fetched, with the way to the setting that would help. */
export function FetchProblem({ problem, onSettings }: FetchProblemProps) {
  const { t } = useTranslation("library")
  const help = settingsHelp(problem)
  if (help === null) return <ProblemNotice problem={problem} />
  return (
    <ProblemNotice
      problem={problem}
      actions={
        <Button size="small" variant={help === "token" ? "primary" : "secondary"} onClick={onSettings}>
          {t(help === "token" ? "hub.token" : "hub.source")}
        </Button>
      }
    />
  )
}
