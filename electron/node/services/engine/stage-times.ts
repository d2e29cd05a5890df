import { join } from "node:path"
import { z } from "zod"
import { ENGINE_STAGE_IDS, type EngineStageId, type EngineView } from "#common/domain/engine"
import type { Home } from "../../home"
import { parseJson } from "../../parse-json"
import type { Files } from "../../ports"
import type { RunRecord } from "./run-record"

/** How long each stage took, ms. */
export type StageDurations = Partial<Readonly<Record<EngineStageId, number>>>

const timesSchema = z.record(z.string(), z.partialRecord(z.enum(ENGINE_STAGE_IDS), z.number()))

/** What starts took here: the best guess for the next one is the last one of the same engine and model. */
export class StageTimes {
  private constructor(
    private readonly files: Files,
    private readonly path: string,
    private times: Readonly<Record<string, StageDurations>>,
  ) {}

  static async open(files: Files, home: Home): Promise<StageTimes> {
    const path = join(home.root, "stage-times.json")
    const text = await files.readText(path)
    const parsed = timesSchema.safeParse(text === null ? {} : parseJson(text))
    return new StageTimes(files, path, parsed.success ? parsed.data : {})
  }

  /** Durations of the last start of this engine and model; of this engine at all; empty when there was none. */
  usual(record: RunRecord): StageDurations {
    const { engineId, request } = record
    const exact = this.times[keyOf(engineId, request.modelName)]
    const other = Object.keys(this.times).find((key) => key.startsWith(`${engineId} `))
    return exact ?? (other === undefined ? {} : (this.times[other] ?? {}))
  }

  /** Keeps the durations of a start that ended well. One that was watched only in part says nothing. */
  async remember(view: EngineView): Promise<void> {
    const { engineId, request, adopted } = view
    if (engineId === null || request === null || adopted) return
    const durations: Record<string, number> = {}
    for (const stage of view.stages) {
      if (stage.endedAtMs !== null) durations[stage.id] = stage.endedAtMs - stage.startedAtMs
    }
    this.times = { ...this.times, [keyOf(engineId, request.modelName)]: durations }
    await this.files.writeText(this.path, `${JSON.stringify(this.times, null, 1)}\n`)
  }
}

function keyOf(engineId: string, modelName: string): string {
  return `${engineId} ${modelName}`
}
