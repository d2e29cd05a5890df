import { useTranslation } from "react-i18next"
import { targetFor } from "#common/domain/hardware"
import { useAction } from "../../../state/use-action"
import { useAsked, useGlimmer, useLive } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { EmptyState } from "../../../ui/empty-state"
import { Notice } from "../../../ui/notice"
import { PanelHead } from "../../../ui/panel-head"
import { ProblemNotice } from "../../../ui/problem-notice"
import { SkeletonPage } from "../../../ui/skeleton"
import { EngineRow } from "./engine-row"

export interface VersionsPanelProps {
  /** Shows the setup that is under way. */
  readonly onSetup: () => void
}

/** Engines on disk: which is in use, which could be, how much room each takes. */
export function VersionsPanel({ onSetup }: VersionsPanelProps) {
  const { t } = useTranslation("setup")
  const glimmer = useGlimmer()
  const { value: setup, problem } = useLive(glimmer.setup)
  const report = useAsked(glimmer.machine).value
  const build = useAction(async () => {
    await glimmer.client.setup.start({
      target: report === null ? "cuda" : targetFor(report),
      version: null,
      rebuild: false,
    })
    onSetup()
  })
  if (setup === null) {
    return problem === null ? (
      <SkeletonPage label={t("versions.title")} />
    ) : (
      <ProblemNotice problem={problem} />
    )
  }
  const { phase } = setup.snapshot
  const underWay = phase === "running" || phase === "paused" || phase === "stopping" || phase === "failed"
  const buildButton = (
    <Button
      variant={setup.engines.length === 0 ? "primary" : "secondary"}
      disabled={report === null}
      busy={build.busy}
      onClick={() => void build.run()}
    >
      {t("versions.build")}
    </Button>
  )
  return (
    <div className="flex flex-col gap-6">
      <PanelHead
        title={t("versions.title")}
        lead={t("versions.lead")}
        action={underWay || setup.engines.length === 0 ? undefined : buildButton}
      />
      {build.problem !== null && <ProblemNotice problem={build.problem} />}
      {underWay && (
        <Notice
          level="note"
          title={t("versions.underWay")}
          actions={<Button onClick={onSetup}>{t("versions.show")}</Button>}
        />
      )}
      {setup.engines.length === 0 && !underWay ? (
        <EmptyState title={t("versions.none")} actions={buildButton}>
          {t("versions.noneText")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {setup.engines.map((engine) => (
            <EngineRow key={engine.id} engine={engine} current={engine.id === setup.current?.id} />
          ))}
        </ul>
      )}
    </div>
  )
}
