import { useMemo } from "react"
import { create } from "zustand"
import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import type { MemoryPlan } from "#common/domain/plan/types"
import { useAsked, useGlimmer, useLivePart } from "../../state/use-glimmer"
import { fixedSettings, type PageCase, type PageWishes, planForPage, presetWishes } from "./plan-for-page"
import { useMeasured } from "./use-measured"

interface Wished {
  readonly wishes: Readonly<Record<string, PageWishes>>
}

/** What was set on the page and not yet taken over, by model. */
const useWished = create<Wished>(() => ({ wishes: {} }))

/** Wishes something else for a model. */
export function wish(modelId: string, wishes: PageWishes): void {
  useWished.setState((state) => ({ wishes: { ...state.wishes, [modelId]: wishes } }))
}

/** The plan for a model as the page shows it. */
export interface PageState {
  readonly subject: PageCase
  readonly wishes: PageWishes
  /** Null where there is nothing to decide. */
  readonly plan: MemoryPlan | null
  readonly launch: LaunchSettings
}

/** The plan for the chosen model with what is wished now; null until machine and model are known. */
export function usePlan(model: ModelChoice | null, saved: LaunchSettings | null): PageState | null {
  const glimmer = useGlimmer()
  const report = useAsked(glimmer.machine).value
  const vllmVersion = useLivePart(glimmer.setup, (setup) => setup?.current?.version ?? null)
  const measured = useMeasured()
  const wished = useWished((state) => (model === null ? undefined : state.wishes[model.id]))
  const subject = useMemo<PageCase | null>(
    () => (model === null || report === null ? null : { model, report, vllmVersion, measured }),
    [model, report, vllmVersion, measured],
  )
  return useMemo(() => {
    if (subject === null) return null
    const fixed = fixedSettings(subject)
    const wishes = wished ?? savedWishes(saved) ?? presetWishes(subject, "balanced")
    if (fixed !== null) return { subject, wishes, plan: null, launch: fixed }
    const plan = planForPage(subject, wishes)
    return { subject, wishes, plan, launch: plan.settings }
  }, [subject, wished, saved])
}

/** What was taken over earlier, as wishes. */
function savedWishes(saved: LaunchSettings | null): PageWishes | null {
  return saved === null
    ? null
    : {
        utilization: saved.gpuMemoryUtilization,
        contextTokens: saved.maxModelLen,
        tensorParallel: saved.tensorParallelSize > 1 ? saved.tensorParallelSize : null,
      }
}
