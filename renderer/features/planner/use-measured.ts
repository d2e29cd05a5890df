import type { Calibration } from "#common/domain/plan/calibration"
import { useAsked, useGlimmer } from "../../state/use-glimmer"

const NOTHING: readonly Calibration[] = []

/** What starts really took on this machine; nothing until that is known. */
export function useMeasured(): readonly Calibration[] {
  return useAsked(useGlimmer().measured).value ?? NOTHING
}
