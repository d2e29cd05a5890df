import type { Journey, JourneyPage } from "#common/domain/settings"
import type { SetupView } from "#common/domain/setup"

/** The steps of the guide; what follows the last is the chat. */
export const GUIDE_STEPS = [
  "welcome",
  "machine",
  "model",
  "memory",
  "setup",
] as const satisfies readonly JourneyPage[]
export type GuideStep = (typeof GUIDE_STEPS)[number]

/** May a person go to this step now? Back always; forward as far as the choices made so far carry. */
export function isReachable(step: GuideStep, journey: Journey, setup: SetupView | null): boolean {
  switch (step) {
    case "welcome":
    case "machine":
      return true
    case "model":
      return journey.page !== "welcome" || journey.completed
    case "memory":
      return journey.modelId !== null
    case "setup":
      return journey.launch !== null || (setup !== null && setup.snapshot.phase !== "idle")
  }
}

/** Has this step got what it is there for? */
export function isDone(step: GuideStep, journey: Journey, setup: SetupView | null): boolean {
  const at = GUIDE_STEPS.findIndex((one) => one === journey.page)
  switch (step) {
    case "welcome":
    case "machine":
      return journey.completed || at > GUIDE_STEPS.indexOf(step)
    case "model":
      return journey.modelId !== null
    case "memory":
      return journey.launch !== null
    case "setup":
      return setup?.current != null
  }
}

/** The step after this one; null after the last. */
export function stepAfter(step: GuideStep): GuideStep | null {
  return GUIDE_STEPS[GUIDE_STEPS.indexOf(step) + 1] ?? null
}

/** The step before this one; null before the first. */
export function stepBefore(step: GuideStep): GuideStep | null {
  return GUIDE_STEPS[GUIDE_STEPS.indexOf(step) - 1] ?? null
}
