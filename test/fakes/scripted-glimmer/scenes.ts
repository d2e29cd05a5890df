import { makeProblem } from "#common/domain/problem"
import { AWKWARD, failedTurn, interest, message, text, thread, toolTurn } from "./chats"
import { checksView, WRONG } from "./doctors"
import { crashedEngine, ENGINE_LOG, engineAt, readyEngine, SETTINGS_9B } from "./engines"
import {
  amdOnly,
  brokenDriver,
  busy4090,
  fourUnequal,
  noGpu,
  one4090,
  twoH100,
  twoH100Serving,
} from "./machines"
import { fullLibrary, roomyLibrary } from "./libraries"
import { catalogue, folder9b, selftest } from "./models"
import type { Scene } from "./program"
import {
  BUILDING,
  doneSetup,
  DOWNLOADING,
  engine030,
  engine032,
  SELFTESTING,
  setupAt,
  SETUP_LOG,
  UNREACHABLE,
  viewOf,
} from "./setups"

const models = [selftest, folder9b, ...catalogue]
const chosen = { modelId: folder9b.id, launch: SETTINGS_9B }
const inSetup: Scene = { models, journey: { ...chosen, page: "setup" }, setupLog: SETUP_LOG }
const living: Scene = {
  models,
  journey: { ...chosen, page: "chat", completed: true },
  setup: viewOf(doneSetup(), [engine032, engine030]),
  setupLog: SETUP_LOG,
  engine: readyEngine(),
  engineLog: ENGINE_LOG,
  machine: twoH100Serving,
}

function chatting(zh: boolean): Scene {
  return {
    ...living,
    threads: [
      {
        thread: thread("t1", zh ? "复利：表格和代码" : "Compound interest", 2),
        messages: interest("t1", zh),
      },
      {
        thread: thread("t2", zh ? "12 年后的存款" : "Savings after 12 years", 45),
        messages: toolTurn("t2", zh, "waiting"),
      },
      {
        thread: thread("t3", zh ? "用到的工具" : "With a tool", 60 * 26),
        messages: toolTurn("t3", zh, "done"),
      },
      {
        thread: thread("t4", zh ? "租赁合同要点" : "Lease, main points", 60 * 50),
        messages: failedTurn("t4", zh),
      },
      {
        thread: thread("t5", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk und mehr", 60 * 24 * 9),
        messages: [
          message("t5", "user", [text("Awkward text")]),
          message("t5", "assistant", [text(AWKWARD)]),
        ],
      },
      {
        thread: thread("t6", zh ? "工具出错" : "A tool that failed", 60 * 24 * 40),
        messages: [...toolTurn("t6", zh, "failed"), ...toolTurn("t6", zh, "refused")],
      },
    ],
  }
}

/** Every scene by name: what tests and pictures are made of. */
export const SCENES = {
  fresh: { models: [selftest, ...catalogue] },
  "fresh-walk": { models },
  "fresh-4090": { machine: one4090, models: [selftest, ...catalogue] },
  "fresh-busy": { machine: busy4090, models: [selftest, folder9b, ...catalogue] },
  "fresh-four": { machine: fourUnequal, models: [selftest, folder9b, ...catalogue] },
  "fresh-no-gpu": { machine: noGpu, models: [selftest, ...catalogue] },
  "fresh-amd": { machine: amdOnly, models: [selftest, ...catalogue] },
  "fresh-broken": { machine: brokenDriver, models: [selftest, ...catalogue] },
  "machine-hangs": { machineHangs: true },
  model: { models, journey: { page: "model" } },
  "model-4090": { machine: one4090, models, journey: { page: "model" } },
  "model-no-gpu": { machine: noGpu, models: [selftest, ...catalogue], journey: { page: "model" } },
  memory: { models, journey: { page: "memory", modelId: folder9b.id } },
  "memory-4090": { machine: one4090, models, journey: { page: "memory", modelId: folder9b.id } },
  "memory-busy": { machine: busy4090, models, journey: { page: "memory", modelId: folder9b.id } },
  "memory-four": { machine: fourUnequal, models, journey: { page: "memory", modelId: folder9b.id } },
  "memory-cpu": { machine: noGpu, models, journey: { page: "memory", modelId: selftest.id } },
  "setup-ready": { ...inSetup, setupLog: [] },
  "setup-download": { ...inSetup, setup: viewOf(setupAt("download", DOWNLOADING)) },
  "setup-build": { ...inSetup, setup: viewOf(setupAt("build", BUILDING)) },
  "setup-selftest": { ...inSetup, setup: viewOf(setupAt("selftest", SELFTESTING)) },
  "setup-paused": { ...inSetup, setup: viewOf(setupAt("download", null, { phase: "paused" }, "waiting")) },
  "setup-failed": {
    ...inSetup,
    setup: viewOf(setupAt("lock", null, { phase: "failed", rejected: [], problem: UNREACHABLE }, "failed")),
  },
  "setup-rejected": {
    ...inSetup,
    setup: viewOf(
      setupAt("lock", null, {
        phase: "running",
        rejected: [
          {
            version: "0.32.0",
            step: "selftest",
            problem: makeProblem(
              "selftest-no-answer",
              { version: "0.32.0" },
              "RuntimeError: Boolean value of Tensor with more than one value is ambiguous",
            ),
          },
        ],
      }),
    ),
  },
  "setup-done": { ...inSetup, setup: viewOf(doneSetup(), [engine032]) },
  chat: { ...chatting(false), threads: chatting(false).threads ?? [] },
  "chat-zh": chatting(true),
  "chat-empty": living,
  "chat-starting": { ...chatting(false), engine: engineAt("compile") },
  "chat-not-running": {
    ...chatting(false),
    engine: { ...readyEngine(), state: "stopped", pid: null, port: null },
  },
  "chat-starting-zh": { ...chatting(true), engine: engineAt("compile") },
  "chat-not-running-zh": {
    ...chatting(true),
    engine: { ...readyEngine(), state: "stopped", pid: null, port: null },
  },
  "engine-starting": { ...living, machine: twoH100, engine: engineAt("imports") },
  "engine-loading": { ...living, engine: engineAt("weights", 0.42) },
  "engine-crashed-busy": { ...living, machine: twoH100, engine: crashedEngine("gpu-memory-busy") },
  "engine-crashed-kv": { ...living, machine: twoH100, engine: crashedEngine("kv-cache-too-small") },
  "engine-crashed-dead": { ...living, machine: twoH100, engine: crashedEngine("engine-dead") },
  "engine-crashed-unknown": { ...living, machine: twoH100, engine: crashedEngine("engine-cause-unknown") },
  living,
  checks: { ...living, checks: checksView(WRONG) },
  "checks-running": { ...living, checks: checksView(WRONG, ["index", "hub", "clock", "leftovers"]) },
  "fix-worked": {
    ...living,
    fixes: {
      last: {
        atMs: Date.now(),
        problem: "gpu-memory-busy",
        check: null,
        fix: { kind: "set-utilization", by: "program", value: 0.7 },
        modelName: "GLM-4-9B-0414",
        engineId: "0.32.0-cuda",
        result: "worked",
        now: null,
      },
    },
  },
  "memory-measured": {
    ...living,
    measured: [
      {
        gpuName: "NVIDIA H100 80GB HBM3",
        modelId: folder9b.id,
        version: "0.32.0",
        tensorParallel: 1,
        pipelineParallel: 1,
        enforceEager: false,
        maxNumSeqs: null,
        weightsBytes: 17.55 * 1024 ** 3,
        peakBytes: 1.4 * 1024 ** 3,
        nonTorchBytes: 0.2 * 1024 ** 3,
        graphsBytes: 0.4 * 1024 ** 3,
        graphsDeductedBytes: null,
        cacheBytes: 52.21 * 1024 ** 3,
        cacheTokens: 1_368_544,
      },
    ],
  },
  library: { ...living, library: fullLibrary },
  "library-empty": { ...living, library: roomyLibrary },
  "model-to-fetch": {
    models: [selftest, ...catalogue],
    library: roomyLibrary,
    journey: { page: "model" },
  },
  "models-fetching": {
    ...living,
    library: fullLibrary,
    journey: { modelId: "zai-org/GLM-4.6V-FP8", launch: null, page: "chat", completed: true },
  },
} as const satisfies Readonly<Record<string, Scene>>

export type SceneName = keyof typeof SCENES
