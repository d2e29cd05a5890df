import { type PageWishes, PLAN_PRESETS, type PlanPreset } from "./plan-for-page"

/** Which preset these wishes are, if any. */
export function presetOf(
  wishes: PageWishes,
  all: Readonly<Record<PlanPreset, PageWishes>>,
): PlanPreset | null {
  return (
    PLAN_PRESETS.find(
      (preset) =>
        all[preset].utilization === wishes.utilization &&
        all[preset].contextTokens === wishes.contextTokens &&
        all[preset].tensorParallel === wishes.tensorParallel,
    ) ?? null
  )
}
