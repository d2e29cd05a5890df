import { join } from "node:path"
import { z } from "zod"
import { CHECK_IDS } from "#common/domain/checks/check"
import { FIX_KINDS, type Fix } from "#common/domain/diagnosis/fix"
import { FIX_RESULTS, type FixOutcome } from "#common/domain/diagnosis/fix-offer"
import { PROBLEM_CODES } from "#common/domain/problem"
import type { Home } from "../../home"
import { parseJson } from "../../parse-json"
import type { Files } from "../../ports"

/** More would never be read. */
const KEPT = 200

const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.string().nullable(),
})

const outcomeSchema = z.object({
  atMs: z.number(),
  problem: z.enum(PROBLEM_CODES).nullable(),
  check: z.enum(CHECK_IDS).nullable(),
  fix: z.custom<Fix>(isFix),
  modelName: z.string().nullable(),
  engineId: z.string().nullable(),
  result: z.enum(FIX_RESULTS),
  now: problemSchema.nullable(),
}) satisfies z.ZodType<FixOutcome>

/** Which fixes were tried here and how they came out, kept on disk, oldest first. */
export class FixHistory {
  private constructor(
    private readonly files: Files,
    private readonly path: string,
    private kept: readonly FixOutcome[],
  ) {}

  /** One outcome that cannot be read, from another version perhaps, does not lose the others. */
  static async open(files: Files, home: Home): Promise<FixHistory> {
    const path = join(home.root, "fix-history.json")
    const text = await files.readText(path)
    const raw = z.array(z.unknown()).safeParse(text === null ? [] : parseJson(text))
    const read = (raw.data ?? []).flatMap((one) => outcomeSchema.safeParse(one).data ?? [])
    return new FixHistory(files, path, read)
  }

  get outcomes(): readonly FixOutcome[] {
    return this.kept
  }

  async add(outcome: FixOutcome): Promise<void> {
    this.kept = [...this.kept, outcome].slice(-KEPT)
    await this.files.writeText(this.path, `${JSON.stringify(this.kept, null, 1)}\n`, 0o600)
  }
}

function isFix(value: unknown): value is Fix {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    typeof value.kind === "string" &&
    value.kind in FIX_KINDS
  )
}
