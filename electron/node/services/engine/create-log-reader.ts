import { LOG_RULES } from "#common/data/log-rules/index"
import { SERVING_SAYS, START_RULES } from "#common/data/log-milestones"
import { readEngineLog } from "#common/domain/diagnosis/engine-log"
import type { EngineStage } from "#common/domain/engine"
import { createServingReader } from "#common/domain/serving"
import type { EngineLogReader } from "./engine-log-reader"
import type { RunRecord } from "./run-record"
import type { StageDurations } from "./stage-times"

/** Reads a run's log by Glimmer's own rules; `usual` tells how long each stage took here before. */
export function createLogReader(record: RunRecord, usual: StageDurations): EngineLogReader {
  const log = readEngineLog(LOG_RULES, START_RULES, record.startedAtMs)
  log.facts({ kind: "launch", settings: record.request.settings, port: record.port })
  return {
    feed: (line, atMs) => log.feed(line, atMs),
    serving: createServingReader(SERVING_SAYS),
    reached: (stage, atMs) => log.reached(stage, atMs),
    finished: (atMs) => log.finished(atMs),
    stages: () => log.stages().map((stage) => withUsual(stage, usual)),
    measurements: () => log.measurements(),
    problem: (facts) => {
      for (const fact of facts) log.facts(fact)
      log.facts({ kind: "process-exit", code: null, signal: null, wanted: false })
      return log.problem()
    },
  }
}

function withUsual(stage: EngineStage, usual: StageDurations): EngineStage {
  return { ...stage, usualMs: usual[stage.id] ?? stage.usualMs }
}
