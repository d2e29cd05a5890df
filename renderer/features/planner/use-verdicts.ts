import { useMemo } from "react"
import type { ModelChoice } from "#common/domain/model"
import { useAsked, useGlimmer, useLivePart } from "../../state/use-glimmer"
import type { Verdict } from "../../ui/verdict"
import { machineOf } from "./plan-for-page"
import { useMeasured } from "./use-measured"
import { recommendedModel, verdictForPage } from "./verdict-for-page"

/** Verdicts for this machine; null until the machine is known. */
export function useVerdicts(): {
  readonly verdictOf: ((model: ModelChoice) => Verdict) | null
  readonly recommend: (models: readonly ModelChoice[]) => ModelChoice | null
} {
  const glimmer = useGlimmer()
  const report = useAsked(glimmer.machine).value
  const vllmVersion = useLivePart(glimmer.setup, (setup) => setup?.current?.version ?? null)
  const measured = useMeasured()
  return useMemo(() => {
    if (report === null) return { verdictOf: null, recommend: () => null }
    const known = new Map<ModelChoice, Verdict>()
    const verdictOf = (model: ModelChoice): Verdict => {
      const verdict = known.get(model) ?? verdictForPage({ model, report, vllmVersion, measured })
      known.set(model, verdict)
      return verdict
    }
    const machine = machineOf({ report, vllmVersion, measured })
    return { verdictOf, recommend: (models) => recommendedModel(models, verdictOf, machine) }
  }, [report, vllmVersion, measured])
}
