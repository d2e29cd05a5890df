import type { SetupStepInfo } from "../domain/setup"

/** Every step with its share of the time on a usual machine (50 MB/s, eight cores), in seconds. */
export const SETUP_STEPS: readonly SetupStepInfo[] = [
  { id: "check", weight: 3, onRejection: "lock" },
  { id: "tools", weight: 3, onRejection: "lock" },
  { id: "lock", weight: 10, onRejection: "lock" },
  { id: "download", weight: 90, onRejection: "lock" },
  { id: "install", weight: 25, onRejection: "lock" },
  { id: "build", weight: 30, onRejection: "lock" },
  { id: "verify", weight: 15, onRejection: "lock" },
  { id: "selftest", weight: 90, onRejection: "lock" },
  { id: "activate", weight: 1, onRejection: "lock" },
]

/**
 * Room an engine needs on disk, bytes: what was measured for 0.30.0 to 0.32.0 (3.1 to 5 GB of files fetched, 6.5 to
 * 8 GB unpacked, the build's own copy of the kernels) with a fifth on top.
 */
export const ENGINE_DISK_BYTES = { cpu: 14e9, cuda: 18e9 } as const

/** Oldest and newest Python that vLLM's own metadata allows (3.10 up to, not including, 3.15). */
export const PYTHON_MINORS = { oldest: 10, newest: 14 } as const

/** Pythons by preference: the release vLLM is tested with most comes first. */
export const PYTHON_PREFERENCE: readonly number[] = [12, 11, 13, 10, 14]

/** What vLLM's source wants in order to be built; named so that the build needs no network. */
export const BUILD_REQUIREMENTS: readonly string[] = [
  "cmake>=3.26.1",
  "ninja",
  "packaging>=24.2",
  "setuptools>=77.0.3",
  "setuptools-scm>=8",
  "setuptools-rust>=1.9",
  "wheel",
  "jinja2",
]

/** Oldest glibc the kernels run on. */
export const GLIBC_NEEDED = "2.28"
