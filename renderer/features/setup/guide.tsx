import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import { targetFor } from "#common/domain/hardware"
import { useFormat } from "../../i18n/use-format"
import { useAction } from "../../state/use-action"
import { useAsked, useGlimmer, useLive } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { ProblemNotice } from "../../ui/problem-notice"
import { FetchLine } from "../models/library/fetch-line"
import { useFetch } from "../models/library/use-fetch"
import { ModelPanel } from "../models/model-panel"
import { useChosenModel } from "../models/use-chosen-model"
import { useModels } from "../models/use-models"
import { PlannerPanel } from "../planner/planner-panel"
import { usePlannedLaunch } from "../planner/use-planned-launch"
import { useVerdicts } from "../planner/use-verdicts"
import { GuideFrame } from "./guide-frame"
import { MachinePanel } from "./machine/machine-panel"
import { SetupFooter } from "./progress/setup-footer"
import { SetupPanel } from "./progress/setup-panel"
import { type GuideStep, stepAfter, stepBefore } from "./steps"
import { WelcomePanel } from "./welcome-panel"

export interface GuideProps {
  readonly step: GuideStep
  readonly journey: Journey
  readonly onStep: (step: GuideStep) => void
  readonly onChat: () => void
  readonly onNetwork: () => void
  /** Opens the checks, with what can be done about what they find. */
  readonly onChecks: () => void
}

/** From a bare machine to the first chat, one decision at a time. */
export function Guide({ step, journey, onStep, onChat, onNetwork, onChecks }: GuideProps) {
  const { t } = useTranslation(["setup", "ui", "library"])
  const format = useFormat()
  const glimmer = useGlimmer()
  const setup = useLive(glimmer.setup).value
  const report = useAsked(glimmer.machine).value
  const { verdictOf, recommend } = useVerdicts()
  const { models } = useModels()
  const recommended = models === null ? null : recommend(models)
  // What is recommended counts as chosen until something else is.
  const chosenId = journey.modelId ?? recommended?.id ?? null
  const model = useChosenModel(chosenId)
  const planned = usePlannedLaunch(model, journey.launch, "later")
  const fetch = useFetch(model)
  const toFetch = step === "model" && model !== null && fetch?.state === "absent"
  const before = stepBefore(step)

  const move = useAction(async (to: GuideStep) => {
    // The settings in sight are the ones that count, also where nothing was touched.
    const launch = step === "memory" && planned !== null ? { launch: planned } : {}
    const chosen = step === "model" && chosenId !== journey.modelId ? { modelId: chosenId } : {}
    await glimmer.client.settings.updateJourney({ page: to, ...launch, ...chosen })
    onStep(to)
  })
  const fetchFirst = async () => {
    await glimmer.client.settings.updateJourney({ modelId: chosenId })
    await fetch?.start.run()
  }
  const fetchLabel =
    fetch?.bytes == null
      ? t("library:fetch.start")
      : t("library:fetch.startOf", { size: format.bytes(fetch.bytes) })
  const next = stepAfter(step)
  const mayGoOn =
    step === "welcome" ||
    (step === "machine" && report !== null) ||
    (step === "model" && model !== null && fetch !== null) ||
    (step === "memory" && planned !== null)
  const onLabel =
    step === "welcome"
      ? t(journey.modelId === null ? "setup:welcome.start" : "setup:welcome.resume")
      : step === "machine" && report !== null && targetFor(report) === "cpu"
        ? t("setup:machine.goOnCpu")
        : t("ui:next")

  return (
    <GuideFrame
      step={step}
      journey={journey}
      setup={setup}
      onStep={(to) => void move.run(to)}
      onLeave={journey.completed ? onChat : null}
      footer={
        <>
          {move.problem !== null && <ProblemNotice problem={move.problem} className="basis-full" />}
          {before !== null && (
            <Button variant="quiet" className="-ml-3.5" onClick={() => void move.run(before)}>
              {t("ui:back")}
            </Button>
          )}
          {step === "model" && model !== null && fetch !== null && <FetchLine model={model} fetch={fetch} />}
          <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-2">
            {step === "setup" ? (
              <SetupFooter journey={journey} model={model} report={report} onChat={onChat} />
            ) : (
              next !== null && (
                <Button
                  variant="primary"
                  disabled={!mayGoOn}
                  busy={move.busy || fetch?.start.busy === true}
                  onClick={() => void (toFetch ? fetchFirst() : move.run(next))}
                >
                  {toFetch ? fetchLabel : onLabel}
                </Button>
              )
            )}
          </div>
        </>
      }
    >
      {step === "welcome" && <WelcomePanel engine={setup?.current ?? null} />}
      {step === "machine" && <MachinePanel onChecks={onChecks} />}
      {step === "model" && <ModelPanel chosenId={chosenId} verdictOf={verdictOf} recommend={recommend} />}
      {step === "memory" && (
        <PlannerPanel
          model={model}
          saved={journey.launch}
          when="later"
          onModels={() => void move.run("model")}
          onChecks={onChecks}
        />
      )}
      {step === "setup" && <SetupPanel setup={setup} onNetwork={onNetwork} />}
    </GuideFrame>
  )
}
