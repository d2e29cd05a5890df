import { useTranslation } from "react-i18next"
import type { EngineView } from "#common/domain/engine"
import type { Fix } from "#common/domain/diagnosis/fix"
import type { LaunchSettings } from "#common/domain/launch"
import type { Problem } from "#common/domain/problem"
import { fixesFor } from "../../i18n/fixes-for"
import { useFormat } from "../../i18n/use-format"
import { useAction } from "../../state/use-action"
import { useGlimmer, useLive } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { ProblemNotice } from "../../ui/problem-notice"
import { ProblemPage } from "../../ui/problem-page"
import { applyFix, placeOfFix } from "./apply-fix"
import type { EnginePlaces } from "./engine-now"

export interface CrashPageProps {
  readonly engine: EngineView
  readonly problem: Problem
  readonly places: EnginePlaces
}

/** Why it stopped, the line that shows it, and the few things that really do something about it. */
export function CrashPage({ engine, problem, places }: CrashPageProps) {
  const { t } = useTranslation("engine")
  const { client, journey, machine } = useGlimmer()
  const modelId = useLive(journey).value?.modelId ?? null
  const settings = engine.request?.settings ?? null
  const start = useAction(async (next: LaunchSettings) => {
    if (modelId === null) return places.onModels()
    await client.settings.updateJourney({ launch: next })
    await client.engine.start({ modelId, settings: next })
  })
  const gpus = machine.store.getState().value?.gpus ?? []
  const offers = fixesFor(problem).flatMap((fix) => {
    const next = settings === null ? null : applyFix(settings, fix, gpus)
    return next === null ? [] : [{ fix, next }]
  })
  const place = fixesFor(problem)
    .map((fix) => placeOfFix(fix))
    .find((one) => one !== null)
  const goTo = {
    models: places.onModels,
    versions: places.onVersions,
    network: places.onNetwork,
    plan: places.onPlan,
  }
  const [best, second] = offers
  const label = useFixLabel()
  const failures = engine.failures
  return (
    <ProblemPage
      problem={problem}
      actions={
        <>
          {best !== undefined && (
            <Button variant="primary" busy={start.busy} onClick={() => void start.run(best.next)}>
              {label(best.fix)}
            </Button>
          )}
          {second !== undefined && (
            <Button disabled={start.busy} onClick={() => void start.run(second.next)}>
              {label(second.fix)}
            </Button>
          )}
          {place != null && <Button onClick={goTo[place]}>{t(`fix.${place}`)}</Button>}
          {settings !== null && offers.every(({ fix }) => fix.kind !== "start-again") && (
            <Button
              variant={best === undefined && place == null ? "primary" : "quiet"}
              disabled={start.busy}
              onClick={() => void start.run(settings)}
            >
              {t("startAgain")}
            </Button>
          )}
        </>
      }
    >
      {start.problem !== null && <ProblemNotice problem={start.problem} />}
      {failures.neverReady > 1 && (
        <p className="text-13 text-muted">{t("neverReady", { count: failures.neverReady })}</p>
      )}
      {failures.afterReady > 0 && (
        <p className="text-13 text-muted">{t("afterReady", { count: failures.afterReady })}</p>
      )}
    </ProblemPage>
  )
}

function useFixLabel(): (fix: Fix) => string {
  const { t } = useTranslation("engine")
  const format = useFormat()
  return (fix) => {
    switch (fix.kind) {
      case "lower-max-model-len":
      case "raise-max-model-len":
        return t(`fix.${fix.kind}`, { tokens: format.number(fix.tokens ?? 0) })
      case "set-utilization":
        return t("fix.set-utilization", { value: format.percent(fix.value ?? 0) })
      case "fewer-chats":
        return t("fix.fewer-chats", { chats: fix.chats ?? 0 })
      case "tensor-parallel":
        return t("fix.tensor-parallel", { size: fix.size ?? 0 })
      case "leave-out-gpu":
        return t("fix.leave-out-gpu", { gpu: fix.gpu ?? 0 })
      case "no-cuda-graphs":
      case "dtype-half":
      case "kv-dtype":
      case "enable-tools":
        return t(`fix.${fix.kind}`)
      default:
        return t("startAgain")
    }
  }
}
