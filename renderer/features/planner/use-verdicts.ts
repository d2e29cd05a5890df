import { useMemo } from "react"
import type { ModelChoice } from "#common/domain/model"
import { useAsked, useGlimmer, useLivePart } from "../../state/use-glimmer"
import type { Verdict } from "../../ui/verdict"
import { recommendedModel, verdictForPage } from "./verdict-for-page"

/** Verdicts for this machine; null until the machine is known. */
export function useVerdicts(): {
  readonly verdictOf: ((model: ModelChoice) => Verdict) | null
  readonly recommend: (models: readonly ModelChoice[]) => ModelChoice | null
} {
  const glimmer = useGlimmer()
  const report = useAsked(glimmer.machine).value
  const vllmVersion = useLivePart(glimmer.setup, (setup) => setup?.current?.version ?? null)
  return useMemo(() => {
    if (report === null) return { verdictOf: null, recommend: () => null }
    const known = new Map<ModelChoice, Verdict>()
    const verdictOf = (model: ModelChoice): Verdict => {
      const verdict = known.get(model) ?? verdictForPage({ model, report, vllmVersion })
      known.set(model, verdict)
      return verdict
    }
    return { verdictOf, recommend: (models) => recommendedModel(models, verdictOf) }
  }, [report, vllmVersion])
}
