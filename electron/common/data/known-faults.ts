import type { EngineTarget } from "../domain/hardware"

/** A release that is known not to work, so that nobody spends an hour to find out again. */
export interface KnownFault {
  readonly version: string
  readonly target: EngineTarget
  /** What it does, in the words of the log. */
  readonly evidence: string
}

/** Found by building and asking: an entry only ever skips a version nobody insisted on. */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    version: "0.32.0",
    target: "cpu",
    evidence: "RuntimeError: Boolean value of Tensor with more than one value is ambiguous",
  },
]
