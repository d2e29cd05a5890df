import { useTranslation } from "react-i18next"
import { ENGINE_DISK_BYTES } from "#common/data/setup-steps"
import { targetFor } from "#common/domain/hardware"
import type { SetupView } from "#common/domain/setup"
import { useFormat } from "../../../i18n/use-format"
import { useSetupStepWords } from "../../../i18n/step-words"
import { useAsked, useGlimmer } from "../../../state/use-glimmer"
import { PanelHead } from "../../../ui/panel-head"
import { SkeletonPage } from "../../../ui/skeleton"
import { Decisions } from "./decisions"
import { OverallProgress } from "./overall-progress"
import { Proof } from "./proof"
import { LastRejection, RejectedVersions } from "./rejected-versions"
import { SetupFailure } from "./setup-failure"
import { SetupLog } from "./setup-log"
import { StepList } from "./step-list"

export interface SetupPanelProps {
  readonly setup: SetupView | null
  /** Opens the choice of package sources. */
  readonly onNetwork: () => void
}

/** Getting an engine: what happens now, how far, what comes next, and what was decided on the way. */
export function SetupPanel({ setup, onNetwork }: SetupPanelProps) {
  const { t } = useTranslation("setup")
  if (setup === null) return <SkeletonPage label={t("progress.title")} />
  const { snapshot, current } = setup
  const begun = snapshot.phase !== "idle"
  return (
    <div className="flex flex-col gap-7">
      <Head setup={setup} />
      {snapshot.phase === "failed" && snapshot.problem !== null && (
        <SetupFailure problem={snapshot.problem} onNetwork={onNetwork} />
      )}
      {(snapshot.phase === "running" || snapshot.phase === "stopping") && <OverallProgress setup={setup} />}
      {snapshot.phase === "running" && <LastRejection snapshot={snapshot} />}
      {snapshot.phase === "done" && current?.selftest != null && <Proof record={current.selftest} />}
      {(begun || current === null) && <StepList snapshot={snapshot} />}
      {begun && snapshot.rejected.length > 0 && <RejectedVersions rejected={snapshot.rejected} />}
      {begun && <Decisions snapshot={snapshot} />}
      {begun && <SetupLog />}
    </div>
  )
}

function Head({ setup: { snapshot, current } }: { readonly setup: SetupView }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const words = useSetupStepWords()
  const report = useAsked(useGlimmer().machine).value
  switch (snapshot.phase) {
    case "idle": {
      if (current !== null) {
        return (
          <PanelHead
            title={t("progress.titleDone")}
            lead={t("welcome.haveEngine", { version: current.version })}
          />
        )
      }
      const size = format.gigabytes(ENGINE_DISK_BYTES[report === null ? "cuda" : targetFor(report)], 0)
      return <PanelHead title={t("progress.titleReady")} lead={t("progress.leadReady", { size })} />
    }
    case "running":
      return <PanelHead title={t("progress.title")} lead={t("progress.leadRunning")} />
    case "stopping":
      return <PanelHead title={t("progress.titleStopping")} lead={t("progress.leadPaused")} />
    case "paused":
      return <PanelHead title={t("progress.titlePaused")} lead={t("progress.leadPaused")} />
    case "failed": {
      const failed = snapshot.steps.find((step) => step.state === "failed")
      return <PanelHead title={t("progress.titleFailed", { step: words(failed?.id ?? "check").name })} />
    }
    case "done": {
      const proof = current?.selftest
      const lead =
        proof == null
          ? t("progress.leadDonePlain", { version: current?.version ?? "" })
          : t("progress.leadDone", {
              version: current?.version ?? "",
              chat: format.duration(proof.chatMs),
              tool: format.duration(proof.toolCallMs),
            })
      return <PanelHead title={t("progress.titleDone")} lead={lead} />
    }
  }
}
