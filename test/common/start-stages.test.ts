import { describe, expect, it } from "vitest"
import { START_RULES } from "#common/data/log-milestones"
import { LOG_RULES } from "#common/data/log-rules/index"
import { readEngineLog } from "#common/domain/diagnosis/engine-log"
import { ENGINE_STAGE_IDS, noMeasurements } from "#common/domain/engine"
import { createStartReader } from "#common/domain/start-stages"
import { readLog } from "../scorers/diagnosis-score"

/** The time a line says itself, UTC of an arbitrary year. */
function timeOf(line: string): number | null {
  const found = /(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/.exec(line)
  if (found === null) return null
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  return Date.UTC(2026, month - 1, day, hour, minute, second)
}

function replay(name: string) {
  const lines = readLog(name).split("\n")
  let atMs = lines.map(timeOf).find((time) => time !== null) ?? 0
  const reader = createStartReader(START_RULES, atMs)
  for (const line of lines) {
    atMs = timeOf(line) ?? atMs
    reader.feed(line, atMs)
    if (line.includes("Application startup complete")) break
  }
  reader.finished(atMs)
  return reader
}

const seconds = (name: string) =>
  Object.fromEntries(
    replay(name)
      .stages()
      .map((stage) => [stage.id, ((stage.endedAtMs ?? 0) - stage.startedAtMs) / 1000]),
  )

const healthy = [
  "h100-0.26-9b-debug.log",
  "h100-0.26-9b-32k.log",
  "h100-0.26-4.7-flash.log",
  "h100-0.26-9b-two-gpus.log",
  "h100-0.26-selftest.log",
  "h100-0.26-selftest-eager.log",
  "h100-0.26-tiny-cold.log",
  "h100-0.26-tiny-warm.log",
  "cpu-0.30-start.log",
  "cpu-0.31-start.log",
]

describe("the stages of a start", () => {
  it.each(healthy)("come in order, one after the other, each ended: %s", (name) => {
    const stages = replay(`healthy/${name}`).stages()
    const order = stages.map((stage) => ENGINE_STAGE_IDS.indexOf(stage.id))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(new Set(order).size).toBe(order.length)
    for (const [index, stage] of stages.entries()) {
      expect(stage.endedAtMs).toBeGreaterThanOrEqual(stage.startedAtMs)
      expect(stage.endedAtMs).toBe(stages[index + 1]?.startedAtMs ?? stage.endedAtMs)
    }
    expect(stages[0]?.id).toBe("launch")
    expect(stages.at(-1)?.id).toBe("first-answer")
  })

  // The times by hand from the same log: imports 19, spawn 25, load 2, compile 42, profile 4, graphs 8, warm-up 22.
  it("last as long as the log's own times say", () => {
    expect(seconds("healthy/h100-0.26-9b-debug.log")).toEqual({
      launch: 0,
      imports: 19,
      "engine-spawn": 25,
      weights: 2,
      compile: 42,
      profile: 4,
      "kv-cache": 1,
      graphs: 8,
      warmup: 22,
      api: 6,
      "first-answer": 0,
    })
  })

  it("skip compilation and graphs where there are none", () => {
    expect(Object.keys(seconds("healthy/h100-0.26-selftest-eager.log"))).toEqual([
      "launch",
      "imports",
      "engine-spawn",
      "weights",
      "profile",
      "kv-cache",
      "warmup",
      "api",
      "first-answer",
    ])
  })

  it("tell how far they are, and never less than before", () => {
    const reader = createStartReader(START_RULES, 0)
    const fractions: (number | null | undefined)[] = []
    const feed = (line: string) => {
      reader.feed(line, 1)
      fractions.push(reader.stages().at(-1)?.fraction)
    }
    feed("Loading safetensors checkpoint shards:   0% Completed | 0/4 [00:00<?, ?it/s]")
    feed("Loading safetensors checkpoint shards:  50% Completed | 2/4 [00:01<00:01]")
    feed("Loading safetensors checkpoint shards:  25% Completed | 1/4 [00:01<00:01]")
    expect(fractions).toEqual([0, 0.5, 0.5])
    feed("Capturing CUDA graphs (mixed prefill-decode, PIECEWISE):  50%|##  | 10/20 [00:01<00:01]")
    feed(
      "\rCapturing CUDA graphs (decode, FULL):   0%|  | 0/20\rCapturing CUDA graphs (decode, FULL):  50%|# | 10/20",
    )
    expect(fractions.slice(3)).toEqual([0.25, 0.75])
  })

  it("never go back when a second worker comes to where the first one was", () => {
    const reader = createStartReader(START_RULES, 0)
    reader.feed(
      "(Worker_TP0 pid=1) INFO 11-22 10:00:00 [x.py:1] Model loading took 8.82 GiB and 1.5 seconds",
      5,
    )
    expect(
      reader.feed("(Worker_TP1 pid=2) INFO 11-22 10:00:01 [x.py:1] Loading model from scratch...", 6),
    ).toBe(false)
    expect(reader.stages().map((stage) => stage.id)).toEqual(["launch", "imports", "compile"])
  })

  it("stop where the start ended, whatever is said later", () => {
    const reader = createStartReader(START_RULES, 0)
    reader.reached("first-answer", 50)
    reader.finished(60)
    expect(reader.feed("Loading model from scratch...", 70)).toBe(false)
    expect(reader.stages().at(-1)).toEqual({
      id: "first-answer",
      startedAtMs: 50,
      endedAtMs: 60,
      usualMs: null,
      fraction: null,
    })
  })
})

describe("what the engine says of memory", () => {
  // Against the table measured on the same runs; the identity kv = total·share − load − peak − other − estimate holds.
  it.each([
    ["h100-0.26-9b-32k.log", [17.55, 53.79, 1_409_968, 43.03, 1.04, 32_768, 1.28, 0.22, null]],
    ["h100-0.26-4.7-flash.log", [55.87, 12.55, 248_944, 7.6, 2.15, 32_768, 2.53, 0.24, 1.64]],
    ["h100-0.26-9b-two-gpus.log", [8.82, 63.13, 3_310_080, 101.02, 0.79, 32_768, 0.83, 0.07, null]],
    ["cpu-0.31-start.log", [null, 1, 1_398_016, 682.62, null, 2048, null, null, null]],
  ])("%s", (name, expected) => {
    const names = Object.keys(noMeasurements())
    expect(Object.entries(replay(`healthy/${name}`).measurements())).toEqual(
      names.map((one, index) => [one, expected[index]]),
    )
  })
})

describe("the log of a run", () => {
  it("is read once for stages, measurements and the cause of its end", () => {
    const log = readEngineLog(LOG_RULES, START_RULES, 0)
    for (const line of readLog("recorded/cpu-0.31-truncated.log").split("\n")) log.feed(line, 1)
    expect(log.stages().at(-1)?.id).toBe("weights")
    expect(log.problem()).toMatchObject({
      code: "safetensors-corrupt",
      evidence: expect.stringContaining("incomplete metadata"),
    })
  })

  it("admits that it does not know", () => {
    expect(readEngineLog(LOG_RULES, START_RULES, 0).problem()).toEqual({
      code: "engine-cause-unknown",
      values: {},
      evidence: null,
    })
  })
})
