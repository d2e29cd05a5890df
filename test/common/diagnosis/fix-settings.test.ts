import { describe, expect, it } from "vitest"
import { launchSettingsSchema } from "#common/contract/engine"
import { LOG_RULES } from "#common/data/log-rules/index"
import { settingsAfter } from "#common/domain/diagnosis/apply-fix"
import { completeFix } from "#common/domain/diagnosis/complete-fix"
import { FIX_KINDS, type Fix } from "#common/domain/diagnosis/fix"
import { commandOfFix } from "#common/domain/diagnosis/fix-command"
import { type FixOffer, type FixOutcome, historyOf, inOrderOfTrust } from "#common/domain/diagnosis/fix-offer"
import { makeFix } from "#common/domain/diagnosis/make-fix"
import type { Gpu } from "#common/domain/hardware"
import { defaultLaunchSettings, launchArguments } from "#common/domain/launch"
import { makeProblem } from "#common/domain/problem"

const settings = defaultLaunchSettings()
const scope = { gpus: [], toolCallParser: "glm45", reasoningParser: "glm45" }
const place = { modelPath: "/m", servedModelName: "m", port: 1, toolParserPlugin: "/p", chatTemplate: null }

function gpu(index: number, freeShare: number): Gpu {
  return {
    ...{
      index,
      uuid: `GPU-${index}`,
      name: "A",
      pciBusId: "",
      memoryTotalBytes: 100e9,
      memoryReservedBytes: 0,
    },
    ...{
      memoryUsedBytes: 0,
      memoryFreeBytes: freeShare * 100e9,
      computeCapability: 9,
      utilizationPercent: 0,
    },
    ...{
      temperatureCelsius: 1,
      powerDrawWatts: 1,
      powerLimitWatts: 1,
      displayActive: false,
      migEnabled: false,
    },
    ...{ persistenceMode: true, processes: [] },
  }
}

const offer = (id: string, workedHere: boolean, failedHere: boolean): FixOffer => ({
  ...{
    id,
    fix: { kind: "no-cuda-graphs", by: "program" },
    effect: { kind: "restart" },
    workedHere,
    failedHere,
  },
})

describe("settings after a fix", () => {
  it.each<[Fix, object]>([
    [{ kind: "lower-max-model-len", by: "program", tokens: 4096 }, { maxModelLen: 4096 }],
    [{ kind: "set-utilization", by: "program", value: 0.7 }, { gpuMemoryUtilization: 0.7 }],
    [{ kind: "fewer-chats", by: "program", chats: 8 }, { maxNumSeqs: 8 }],
    [{ kind: "no-cuda-graphs", by: "program" }, { enforceEager: true }],
    [{ kind: "dtype-half", by: "program" }, { dtype: "half" }],
    [{ kind: "kv-dtype", by: "program", dtype: "fp8" }, { kvCacheDtype: "fp8" }],
    [{ kind: "other-tool-parser", by: "program", parser: null }, { toolCallParser: "glm45" }],
    [{ kind: "other-tool-parser", by: "program", parser: "hermes" }, { toolCallParser: "hermes" }],
    [{ kind: "remove-option", by: "program", option: "--tool-call-parser" }, { toolCallParser: null }],
    [
      { kind: "set-environment", by: "program", name: "NCCL_P2P_DISABLE", value: "1" },
      { cures: { environment: { NCCL_P2P_DISABLE: "1" } } },
    ],
    [{ kind: "no-custom-all-reduce", by: "program" }, { cures: { noCustomAllReduce: true } }],
  ])("%j", (fix, change) => {
    expect(settingsAfter(settings, fix, scope)).toEqual({ ...settings, ...change })
  })

  it("are none where a fix changes nothing, misses its detail, or is no matter of settings", () => {
    const eager = { ...settings, enforceEager: true }
    expect(settingsAfter(eager, { kind: "no-cuda-graphs", by: "program" }, scope)).toBeNull()
    expect(settingsAfter(settings, { kind: "fewer-chats", by: "program", chats: null }, scope)).toBeNull()
    expect(settingsAfter(settings, { kind: "reboot", by: "person" }, scope)).toBeNull()
    expect(
      settingsAfter(settings, { kind: "remove-option", by: "program", option: "--foo" }, scope),
    ).toBeNull()
  })

  it("go back to the usual for all that the plan did not choose", () => {
    const odd = {
      ...settings,
      maxModelLen: 4096,
      kvCacheDtype: "fp8" as const,
      dtype: "half" as const,
      toolCallParser: "nosuch",
      cures: { attentionBackend: "NOSUCH" },
    }
    expect(settingsAfter(odd, { kind: "usual-settings", by: "program" }, scope)).toEqual({
      ...settings,
      maxModelLen: 4096,
      toolCallParser: "glm45",
      reasoningParser: "glm45",
    })
  })

  it("leave out a card only while enough are left for the split", () => {
    const two = { ...scope, gpus: [gpu(0, 1), gpu(1, 1)] }
    const fix: Fix = { kind: "leave-out-gpu", by: "program", gpu: 1 }
    expect(settingsAfter(settings, fix, two)?.gpuUuids).toEqual(["GPU-0"])
    expect(settingsAfter({ ...settings, tensorParallelSize: 2 }, fix, two)).toBeNull()
  })

  it("take up FP8 only on cards that have it", () => {
    const fix: Fix = { kind: "kv-dtype", by: "program", dtype: "fp8" }
    const ampere = { ...gpu(0, 1), computeCapability: 8.6 }
    expect(settingsAfter(settings, fix, { ...scope, gpus: [ampere] })).toBeNull()
    const ada = { ...gpu(1, 1), computeCapability: 8.9 }
    const only = { ...settings, gpuUuids: [ada.uuid] }
    expect(settingsAfter(only, fix, { ...scope, gpus: [ampere, ada] })?.kvCacheDtype).toBe("fp8")
  })

  it("come to vLLM as arguments, one cure beside the other", () => {
    const first = settingsAfter(
      settings,
      { kind: "other-attention-backend", by: "program", backend: "TRITON_ATTN" },
      scope,
    )
    const both = settingsAfter(first ?? settings, { kind: "no-custom-all-reduce", by: "program" }, scope)
    expect(launchArguments(both ?? settings, place).slice(-3)).toEqual([
      "--attention-backend",
      "TRITON_ATTN",
      "--disable-custom-all-reduce",
    ])
  })

  // A fix that the wire refuses would fail when it is pressed.
  it("pass the wire, whatever rule they come from", () => {
    const refused = LOG_RULES.causes.flatMap((rule) =>
      rule.fixes.flatMap((template) => {
        const after = settingsAfter(settings, makeFix(template, {}), scope)
        return after === null || launchSettingsSchema.safeParse(after).success
          ? []
          : [`${rule.class} ${template.kind}`]
      }),
    )
    expect(refused).toEqual([])
  })
})

describe("the wire", () => {
  it.each([
    "VLLM_ALLOW_LONG_MAX_MODEL_LEN",
    "VLLM_API_KEY",
    "LD_PRELOAD",
    "PATH",
    "PYTHONPATH",
    "VLLM_PLUGINS",
  ])("sets no %s for the engine", (name) => {
    const cures = { environment: { [name]: "1" } }
    expect(launchSettingsSchema.safeParse({ ...settings, cures }).success).toBe(false)
  })

  it("takes away what a person's own environment forces", () => {
    const cures = { environment: { VLLM_ALLOW_LONG_MAX_MODEL_LEN: null } }
    expect(launchSettingsSchema.safeParse({ ...settings, cures }).success).toBe(true)
  })
})

describe("what a fix leaves open", () => {
  const ground = {
    settings,
    gpus: [gpu(0, 0.61), gpu(1, 0.95)],
    plan: null,
    cacheTokens: null,
    modelTokens: 32_768,
    parsers: null,
  }

  it("is what the log measured, in steps, and never above what was asked", () => {
    const open: Fix = { kind: "lower-max-model-len", by: "program", tokens: null }
    expect(completeFix(open, { ...ground, cacheTokens: 10_000 })).toMatchObject({ tokens: 9984 })
    // A cache larger than the context was not what failed: half is tried.
    expect(completeFix(open, { ...ground, cacheTokens: 90_000 })).toMatchObject({ tokens: 16_384 })
    expect(completeFix(open, { ...ground, modelTokens: null })).toMatchObject({ tokens: null })
  })

  it("is the model's own parser, not one that is merely called alike, unless that is what failed", () => {
    const alike: Fix = { kind: "other-tool-parser", by: "program", parser: "glm47" }
    const withOwn = { ...ground, parsers: { toolCall: "glm4_0414", reasoning: null } }
    const failed = (toolCallParser: string) => ({ ...withOwn, settings: { ...settings, toolCallParser } })
    expect(completeFix(alike, failed("glm4"))).toMatchObject({ parser: "glm4_0414" })
    expect(completeFix(alike, failed("glm4_0414"))).toMatchObject({ parser: "glm47" })
    expect(completeFix(alike, ground)).toMatchObject({ parser: "glm47" })
    const thinking: Fix = { kind: "other-reasoning-parser", by: "program", parser: "glm45" }
    const thinks = { ...withOwn, settings: { ...settings, reasoningParser: "glm4_9b" } }
    expect(completeFix(thinking, thinks)).toMatchObject({ parser: null })
  })

  it("is a number of cards that is there, whatever would divide the model", () => {
    const two: Fix = { kind: "tensor-parallel", by: "program", size: 2 }
    expect(completeFix(two, ground)).toMatchObject({ size: 2 })
    const three = { ...ground, settings: { ...settings, tensorParallelSize: 3 } }
    expect(completeFix(two, { ...three, gpus: [] })).toMatchObject({ size: 1 })
    expect(completeFix({ ...two, size: 4 }, three)).toMatchObject({ size: 2 })
  })

  it("is the share of the fullest card in use", () => {
    const open: Fix = { kind: "set-utilization", by: "program", value: null }
    expect(completeFix(open, ground)).toMatchObject({ value: 0.6 })
    const onSecond = { ...ground, settings: { ...settings, gpuUuids: ["GPU-1"] } }
    expect(completeFix(open, onSecond)).toMatchObject({ value: null })
  })

  it("is the card that others fill, where there is another", () => {
    const open: Fix = { kind: "leave-out-gpu", by: "program", gpu: null }
    expect(completeFix(open, ground)).toMatchObject({ gpu: 0 })
    expect(completeFix(open, { ...ground, gpus: [gpu(0, 0.1)] })).toMatchObject({ gpu: null })
  })
})

describe("what was tried here", () => {
  const problem = makeProblem("kv-cache-too-small")
  const outcome = (fix: Fix, result: FixOutcome["result"], code = problem.code): FixOutcome => ({
    ...{ atMs: 1, problem: code, check: null, fix, modelName: null, engineId: null, result, now: null },
  })
  const shorter: Fix = { kind: "lower-max-model-len", by: "program", tokens: 1 }
  const eager: Fix = { kind: "no-cuda-graphs", by: "program" }
  const subject = { kind: "problem", problem } as const

  it("counts for that problem, by its newest outcome", () => {
    const outcomes = [
      outcome(shorter, "worked"),
      outcome(shorter, "same-problem"),
      outcome(eager, "worked", "oom-profile"),
    ]
    expect(historyOf(subject, "lower-max-model-len", outcomes)).toEqual({
      workedHere: false,
      failedHere: true,
    })
    expect(historyOf(subject, "no-cuda-graphs", outcomes)).toEqual({ workedHere: false, failedHere: false })
    const undone = [...outcomes, outcome(shorter, "worked"), outcome(shorter, "not-done")]
    expect(historyOf(subject, "lower-max-model-len", undone).workedHere).toBe(true)
  })

  it("puts what worked first and what failed last", () => {
    const order = inOrderOfTrust([offer("a", false, true), offer("b", false, false), offer("c", true, false)])
    expect(order.map(({ id }) => id)).toEqual(["c", "b", "a"])
  })
})

describe("commands to copy", () => {
  it("fit the distribution, and a folder's name cannot end them", () => {
    const compiler: Fix = {
      kind: "install-system-package",
      by: "person",
      packages: { debian: ["gcc"], fedora: ["gcc"], suse: ["gcc"], arch: ["gcc"] },
    }
    expect(commandOfFix(compiler, "fedora")).toMatch(/^sudo dnf install/)
    expect(commandOfFix(compiler, null)).toBeNull()
    const owner: Fix = { kind: "fix-folder-owner", by: "person", path: "/a b'; rm -rf ~" }
    expect(commandOfFix(owner, null)).toBe(String.raw`sudo chown -R "$USER" '/a b'\''; rm -rf ~'`)
  })

  it("are only for what a person does", () => {
    const withCommand = Object.entries(FIX_KINDS).filter(([kind, by]) => {
      const fix = makeFix({ kind: "reboot" }, {})
      return by !== "person" && commandOfFix({ ...fix, kind, by } as Fix, "debian") !== null
    })
    expect(withCommand).toEqual([])
  })
})
