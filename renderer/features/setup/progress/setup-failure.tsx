import { useTranslation } from "react-i18next"
import type { Problem, ProblemCode } from "#common/domain/problem"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { ProblemPage } from "../../../ui/problem-page"

/** Faults that another package source may cure. */
const SOURCE_FAULTS: readonly ProblemCode[] = [
  "index-unreachable",
  "index-lacks-package",
  "ssl-cert-failed",
  "proxy-refused",
  "proxy-unreachable",
  "lock-failed",
  "download-failed",
  "no-version-works",
  "python-download-failed",
  "uv-unavailable",
]
/** Faults of the machine: after they are cured it is looked at anew. */
const MACHINE_FAULTS: readonly ProblemCode[] = [
  "disk-too-small",
  "disk-full",
  "driver-too-old",
  "no-gpu-driver",
]

export interface SetupFailureProps {
  readonly problem: Problem
  readonly onNetwork: () => void
}

/** Why the setup stands still, what shows it, and the one or two things that get it going. */
export function SetupFailure({ problem, onNetwork }: SetupFailureProps) {
  const { t } = useTranslation("setup")
  const { client, machine } = useGlimmer()
  const retry = useAction(() => client.setup.resume())
  return (
    <ProblemPage
      problem={problem}
      actions={
        <>
          <Button variant="primary" busy={retry.busy} onClick={() => void retry.run()}>
            {t("progress.retry")}
          </Button>
          {SOURCE_FAULTS.includes(problem.code) && (
            <Button onClick={onNetwork}>{t("progress.changeSource")}</Button>
          )}
          {MACHINE_FAULTS.includes(problem.code) && (
            <Button onClick={() => void machine.askAgain()}>{t("progress.recheck")}</Button>
          )}
        </>
      }
    />
  )
}
