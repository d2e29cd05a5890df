import type { CheckInfo } from "../domain/checks/check"

/** A file system or a driver that hangs is given up after this long, ms; a round must end within three seconds. */
const LOCAL_MS = 2500
/** A server that has not answered by then is slow enough to be called out of reach, ms. */
const NETWORK_MS = 2700

/** Every check, with what it may cost. Quick ones are made beside every start. */
export const CHECKS: readonly CheckInfo[] = [
  { id: "driver", group: "gpu", quick: true, limitMs: LOCAL_MS },
  { id: "gpu-memory", group: "gpu", quick: true, limitMs: LOCAL_MS },
  { id: "gpu-capability", group: "gpu", quick: true, limitMs: LOCAL_MS },
  { id: "gpu-mode", group: "gpu", quick: false, limitMs: LOCAL_MS },
  { id: "gpu-faults", group: "gpu", quick: false, limitMs: LOCAL_MS },
  { id: "main-memory", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "shared-memory", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "disk-space", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "disk-inodes", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "ports", group: "machine", quick: false, limitMs: LOCAL_MS },
  { id: "compilers", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "python-headers", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "limits", group: "machine", quick: true, limitMs: LOCAL_MS },
  { id: "clock", group: "machine", quick: false, limitMs: NETWORK_MS },
  { id: "proxy", group: "network", quick: false, limitMs: NETWORK_MS },
  { id: "certificates", group: "network", quick: false, limitMs: NETWORK_MS },
  { id: "index", group: "network", quick: false, limitMs: NETWORK_MS },
  { id: "hub", group: "network", quick: false, limitMs: NETWORK_MS },
  { id: "leftovers", group: "engine", quick: false, limitMs: LOCAL_MS },
  { id: "engine-integrity", group: "engine", quick: false, limitMs: LOCAL_MS },
  { id: "model-integrity", group: "model", quick: true, limitMs: LOCAL_MS },
]

/** What an ordinary start asks of the machine beyond {@link MACHINE_NEEDS}. */
export const START_NEEDS = {
  /** vLLM's processes hand each other batches through /dev/shm; with several cards NCCL does, too. */
  sharedMemoryBytes: { one: 256 * 1024 ** 2, several: 1024 ** 3 },
  /** Compiled pieces, logs and conversations, once the engine itself is there. */
  homeBytes: 3e9,
  temporaryBytes: 1e9,
  /** Below this nothing can be written any more. */
  fullBelowBytes: 100 * 1024 ** 2,
  /** Compiling writes tens of thousands of small files. */
  inodes: 100_000,
  /** vLLM raises its own limit as far as it may; below this several cards and many chats run out. */
  openFiles: 4096,
  /** A certificate is refused when the clock is off by days; caches and builds already mind minutes. */
  clockSeconds: 120,
} as const

/** Xid codes (NVIDIA's list) after which a card is of no use until it is reset or replaced. */
export const FATAL_XIDS: readonly number[] = [48, 62, 64, 74, 79, 95, 119, 120, 140, 143]
/** Xid codes that a program causes by its own fault or its end; they say nothing about the card. */
export const HARMLESS_XIDS: readonly number[] = [13, 31, 43, 45, 63]

/** C and C++ compilers that Triton and torch look for, by preference. */
export const COMPILERS = { c: ["gcc", "cc", "clang"], cxx: ["g++", "c++", "clang++"] } as const
