import { useTranslation } from "react-i18next"
import type { EngineView } from "#common/domain/engine"
import type { LaunchSettings } from "#common/domain/launch"
import type { Problem } from "#common/domain/problem"
import { fixesFor } from "../../i18n/fixes-for"
import { useFixLabel } from "../../i18n/problem-words"
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
  const elsewhere = fixesFor(problem).flatMap((fix) => {
    const place = placeOfFix(fix)
    return place === null ? [] : [{ fix, place }]
  })[0]
  const goTo = { models: places.onModels, versions: places.onVersions, network: places.onNetwork }
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
          {elsewhere !== undefined && <Button onClick={goTo[elsewhere.place]}>{label(elsewhere.fix)}</Button>}
          {settings !== null && offers.every(({ fix }) => fix.kind !== "start-again") && (
            <Button
              variant={best === undefined && elsewhere === undefined ? "primary" : "quiet"}
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
