import { useTranslation } from "react-i18next"
import type { EngineState } from "#common/domain/engine"
import { useAction } from "../../state/use-action"
import { useGlimmer, useLive } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { Notice } from "../../ui/notice"
import { ProblemNotice } from "../../ui/problem-notice"

export interface EngineNotReadyProps {
  readonly state: EngineState
  readonly onEngine: () => void
  readonly onModels: () => void
}

/** Why programs get no answer at this moment, and the way to one; nothing while they do. */
export function EngineNotReady({ state, onEngine, onModels }: EngineNotReadyProps) {
  const { t } = useTranslation("connect")
  const { client, journey } = useGlimmer()
  const chosen = useLive(journey).value
  const start = useAction(async () => {
    if (chosen?.modelId == null || chosen.launch === null) return onModels()
    await client.engine.start({ modelId: chosen.modelId, settings: chosen.launch })
  })
  if (state === "ready") return null
  if (start.problem !== null) return <ProblemNotice problem={start.problem} />
  const going = state === "starting" || state === "loading" || state === "stopping"
  return (
    <Notice
      live
      compact
      level={state === "crashed" ? "caution" : "note"}
      title={t(`notReady.${going ? state : state === "crashed" ? "crashed" : "off"}`)}
      actions={
        going || state === "crashed" ? (
          <Button size="small" onClick={onEngine}>
            {t("notReady.show")}
          </Button>
        ) : (
          <Button size="small" variant="primary" busy={start.busy} onClick={() => void start.run()}>
            {t("notReady.start")}
          </Button>
        )
      }
    />
  )
}
