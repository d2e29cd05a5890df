import { useTranslation } from "react-i18next"
import { useEngineStageWords } from "../../i18n/step-words"
import { useAction } from "../../state/use-action"
import { useGlimmer, useLive } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { Notice } from "../../ui/notice"
import { ProblemNotice } from "../../ui/problem-notice"

export interface EngineNoticeProps {
  readonly onEngine: () => void
  readonly onGuide: () => void
}

/** Why nothing can be answered now, and the way to change that. Nothing while the engine is ready. */
export function EngineNotice({ onEngine, onGuide }: EngineNoticeProps) {
  const { t } = useTranslation("chat")
  const stageWords = useEngineStageWords()
  const glimmer = useGlimmer()
  const engine = useLive(glimmer.engine).value
  const setup = useLive(glimmer.setup).value
  const journey = useLive(glimmer.journey).value
  const start = useAction(async () => {
    if (journey?.modelId == null || journey.launch === null) return onGuide()
    await glimmer.client.engine.start({ modelId: journey.modelId, settings: journey.launch })
  })
  if (engine === null || setup === null || engine.state === "ready") return null
  const guide = (
    <Button size="small" onClick={onGuide}>
      {t("engine.guide")}
    </Button>
  )
  const show = (
    <Button size="small" variant="quiet" onClick={onEngine}>
      {t("engine.show")}
    </Button>
  )
  const startButton = (
    <Button size="small" variant="primary" busy={start.busy} onClick={() => void start.run()}>
      {t("engine.start")}
    </Button>
  )
  const common = { className: "mb-3", live: true, compact: true } as const
  if (start.problem !== null) {
    return (
      <ProblemNotice
        className="mb-3"
        problem={start.problem}
        actions={
          <>
            {startButton}
            {show}
          </>
        }
      />
    )
  }
  if (setup.current === null) {
    return <Notice {...common} level="note" title={t("engine.none")} actions={guide} />
  }
  switch (engine.state) {
    case "idle":
    case "stopped":
      return journey?.modelId == null ? (
        <Notice {...common} level="note" title={t("engine.noModel")} actions={guide} />
      ) : (
        <Notice
          {...common}
          level="note"
          title={t("engine.off")}
          actions={
            <>
              {startButton}
              {show}
            </>
          }
        />
      )
    case "starting":
    case "loading": {
      const stage = engine.stages.at(-1)
      return (
        <Notice {...common} level="note" title={t("engine.starting")} actions={show}>
          {stage === undefined ? undefined : t("engine.stage", { stage: stageWords(stage.id).name })}
        </Notice>
      )
    }
    case "stopping":
      return <Notice {...common} level="note" title={t("engine.stopping")} />
    case "crashed":
      return engine.problem === null ? (
        <Notice
          {...common}
          level="caution"
          title={t("engine.crashed")}
          actions={
            <>
              {startButton}
              {show}
            </>
          }
        />
      ) : (
        <ProblemNotice
          className="mb-3"
          problem={engine.problem}
          actions={
            <>
              {startButton}
              {show}
            </>
          }
        />
      )
  }
}
