import type { ProblemCode } from "../domain/problem"

/**
 * Ends of a start that say something about the machine and nothing about the engine's version: trying another
 * version would only repeat them.
 */
export const MACHINE_FAULTS: readonly ProblemCode[] = [
  "gpu-memory-busy",
  "host-ram-oom-killed",
  "disk-full",
  "permission-denied",
  "port-in-use",
  "driver-too-old",
  "no-gpu-driver",
  "nvml-mismatch",
  "gpu-too-old",
  "c-compiler-missing",
  "python-headers-missing",
  "system-headers-missing",
  "shm-too-small",
  "engine-killed",
]
