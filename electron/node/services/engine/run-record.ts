import { join } from "node:path"
import { z } from "zod"
import { launchSettingsSchema } from "#common/contract/engine"
import type { EngineTarget } from "#common/domain/hardware"
import type { EngineStartRequest } from "#common/domain/engine"
import type { Home } from "../../home"
import type { DetachedProcess, Files } from "../../ports"
import { parseJson } from "../../parse-json"

/** What is kept of a run while it may be alive: enough to find, ask, stop or take over its processes. */
export interface RunRecord extends DetachedProcess {
  readonly runId: string
  readonly engineId: string
  readonly target: EngineTarget
  readonly request: EngineStartRequest
  readonly port: number
  readonly apiKey: string
  readonly commandLine: readonly string[]
  readonly templateReplaced: boolean
  readonly startedAtMs: number
  readonly logPath: string
}

const recordSchema = z.object({
  runId: z.string(),
  engineId: z.string(),
  target: z.enum(["cuda", "cpu"]),
  request: z.object({ modelPath: z.string(), modelName: z.string(), settings: launchSettingsSchema }),
  pid: z.int(),
  startTicks: z.int(),
  port: z.int(),
  apiKey: z.string(),
  commandLine: z.array(z.string()),
  templateReplaced: z.boolean(),
  startedAtMs: z.number(),
  logPath: z.string(),
}) satisfies z.ZodType<RunRecord>

/** The runs on disk; each file is readable by its user alone, for it holds the run's key. */
export class RunRecords {
  constructor(
    private readonly files: Files,
    private readonly home: Home,
  ) {}

  async save(record: RunRecord): Promise<void> {
    await this.files.makeFolder(this.home.run)
    await this.files.writeText(this.#path(record.runId), JSON.stringify(record), 0o600)
  }

  async remove(runId: string): Promise<void> {
    await this.files.remove(this.#path(runId))
  }

  /** Every run that was not seen to end, oldest first. */
  async list(): Promise<readonly RunRecord[]> {
    const records: RunRecord[] = []
    for (const entry of await this.files.list(this.home.run)) {
      if (!/^engine-.+\.json$/u.test(entry.name)) continue
      const text = await this.files.readText(join(this.home.run, entry.name))
      const parsed = text === null ? null : recordSchema.safeParse(parseJson(text))
      if (parsed?.success) records.push(parsed.data)
      else await this.files.remove(join(this.home.run, entry.name))
    }
    return records.toSorted((a, b) => a.startedAtMs - b.startedAtMs)
  }

  #path(runId: string): string {
    return join(this.home.run, `engine-${runId}.json`)
  }
}
