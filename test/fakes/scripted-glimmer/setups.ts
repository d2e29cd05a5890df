import { SETUP_STEPS } from "#common/data/setup-steps"
import { makeProblem, type Problem } from "#common/domain/problem"
import {
  type EngineInstall,
  SETUP_STEP_IDS,
  type SetupSnapshot,
  type SetupStepId,
  type SetupView,
  type StepFacts,
  type StepProgress,
} from "#common/domain/setup"
import { idleSetup, overallProgress } from "#common/domain/setup-machine"

export const T0 = Date.UTC(2026, 10, 22, 12, 0, 0)

/** What finished steps leave behind. */
const FACTS: Readonly<Partial<Record<SetupStepId, StepFacts>>> = {
  check: { freeBytes: 640e9, neededBytes: 18e9, homePath: "/home/user/.local/share/glimmer", gpus: 2 },
  tools: {
    uv: "/home/user/.local/share/glimmer/tools/uv/uv",
    uvVersion: "0.13.9",
    uvFrom: "fetched",
    python: "/usr/bin/python3.12",
    pythonVersion: "3.12.3",
    indexUrl: "https://pypi.tuna.tsinghua.edu.cn/simple",
  },
  lock: {
    engineId: "0.32.0-cuda-5c1d2e",
    version: "0.32.0",
    newest: "0.33.0",
    passedOver: "0.33.0",
    passedOverWhy: "index-lacks-package",
    missingPackage: "certifi",
    missingWanted: ">=2026.10.19",
    missingAvailable: "2026.10.18",
    source: "release",
    official: true,
    torch: "2.13.0",
    files: 198,
    knownBytes: 4.9e9,
    unknownSizes: 0,
  },
  download: { totalBytes: 4.9e9, fetchedBytes: 4.9e9 },
  install: { packages: 196 },
  build: { wheel: "vllm-0.32.0+precompiled-cp312-cp312-linux_x86_64.whl" },
  verify: { vllm: "0.32.0+precompiled", torch: "2.13.0+cu130" },
  selftest: { readyMs: 58_400, chatMs: 92, toolCallMs: 138 },
}

const TOOK_MS: Readonly<Record<SetupStepId, number>> = {
  check: 1900,
  tools: 2600,
  lock: 11_400,
  download: 64_000,
  install: 15_200,
  build: 31_000,
  verify: 9800,
  selftest: 61_000,
  activate: 400,
}

export const engine032: EngineInstall = {
  id: "0.32.0-cuda-5c1d2e",
  version: "0.32.0",
  target: "cuda",
  kernels: "release",
  python: "3.12.3",
  torch: "2.13.0+cu130",
  bytes: 8.0e9,
  builtAtMs: T0 - 3 * 3600_000,
  selftest: {
    atMs: T0 - 3 * 3600_000,
    readyMs: 58_400,
    chatMs: 92,
    toolCallMs: 138,
    chat: "Hello! How can I help you?",
    toolCall: 'get_weather {"city": "Beijing"}',
    answer: "It is sunny in Beijing, 21 °C.",
  },
}

export const engine030: EngineInstall = {
  ...engine032,
  id: "0.30.0-cuda-91ab07",
  version: "0.30.0",
  bytes: 7.6e9,
  builtAtMs: T0 - 40 * 24 * 3600_000,
}

/** A setup that has come as far as `step`. */
export function setupAt(
  step: SetupStepId,
  progress: StepProgress | null,
  change: Partial<SetupSnapshot> = {},
  stepState: "running" | "failed" | "waiting" = "running",
): SetupSnapshot {
  let atMs =
    Date.now() -
    SETUP_STEP_IDS.slice(0, SETUP_STEP_IDS.indexOf(step)).reduce((sum, id) => sum + TOOK_MS[id], 20_000)
  const startedAtMs = atMs
  return {
    ...idleSetup(),
    runId: "run-1",
    phase: "running",
    request: { target: "cuda", version: null, rebuild: false },
    startedAtMs,
    steps: SETUP_STEP_IDS.map((id, index) => {
      const at = SETUP_STEP_IDS.indexOf(step)
      if (index < at) {
        const from = atMs
        atMs += TOOK_MS[id]
        return {
          id,
          state: "done",
          startedAtMs: from,
          endedAtMs: atMs,
          progress: null,
          facts: FACTS[id] ?? {},
        }
      }
      if (index > at || stepState === "waiting") {
        return { id, state: "waiting", startedAtMs: null, endedAtMs: null, progress: null, facts: null }
      }
      const endedAtMs = stepState === "failed" ? atMs + 12_000 : null
      return { id, state: stepState, startedAtMs: atMs, endedAtMs, progress, facts: null }
    }),
    ...change,
  }
}

export const DOWNLOADING: StepProgress = {
  done: 2.1e9,
  total: 4.9e9,
  unit: "bytes",
  rate: 87e6,
  remainingSeconds: [28, 44],
  line: "torch-2.13.0-cp312-cp312-manylinux_2_28_x86_64.whl",
}

export const BUILDING: StepProgress = {
  done: 18,
  total: 30,
  unit: "seconds",
  rate: null,
  remainingSeconds: [8, 25],
  line: "INFO adding 'vllm/_C_stable_libtorch.abi3.so'",
}

export const SELFTESTING: StepProgress = {
  done: 1,
  total: 3,
  unit: "steps",
  rate: null,
  remainingSeconds: [30, 70],
  line: "(EngineCore pid=1520) INFO 11-22 19:02:41 [gpu_worker.py:378] Using V2 Model Runner",
}

export const UNREACHABLE: Problem = makeProblem(
  "index-unreachable",
  { index: "https://pypi.tuna.tsinghua.edu.cn/simple" },
  "error: Failed to fetch: `https://pypi.tuna.tsinghua.edu.cn/simple/vllm/` – Connection timed out",
)

/** What the setup page is shown. */
export function viewOf(snapshot: SetupSnapshot, engines: readonly EngineInstall[] = []): SetupView {
  return { snapshot, overall: overallProgress(snapshot, SETUP_STEPS), current: engines[0] ?? null, engines }
}

/** A setup that went all the way. */
export function doneSetup(): SetupSnapshot {
  const almost = setupAt("activate", null)
  return {
    ...almost,
    phase: "done",
    endedAtMs: Date.now(),
    steps: almost.steps.map((step) =>
      step.id === "activate" ? { ...step, state: "done", endedAtMs: Date.now(), facts: {} } : step,
    ),
  }
}

/** Lines as uv and the build print them. */
export const SETUP_LOG: readonly string[] = [
  "Using CPython 3.12.3 interpreter at: /usr/bin/python3.12",
  "Resolved 198 packages in 9.84s",
  "vllm-0.32.0.tar.gz  (31.4 MiB)",
  "vllm-0.32.0-cp38-abi3-manylinux_2_28_x86_64.whl  (311.9 MiB)",
  "torch-2.13.0-cp312-cp312-manylinux_2_28_x86_64.whl  (846.2 MiB)",
  "nvidia_cudnn_cu13-9.15.1.9-py3-none-manylinux_2_27_x86_64.whl  (349.6 MiB)",
  "Creating virtual environment at: engines/0.32.0-cuda-5c1d2e",
  "Prepared 198 packages in 2.41s",
  "Installed 198 packages in 12.77s",
  "   Building vllm @ file:///home/user/.local/share/glimmer/downloads/vllm-0.32.0.tar.gz",
  "INFO Using precompiled wheel vllm-0.32.0-cp38-abi3-manylinux_2_28_x86_64.whl",
  "WARNING setuptools_scm: no version found, using PKG-INFO",
  "INFO adding 'vllm/_C_stable_libtorch.abi3.so'",
  "      Built vllm @ file:///home/user/.local/share/glimmer/downloads/vllm-0.32.0.tar.gz",
]
