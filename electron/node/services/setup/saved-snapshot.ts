import { z } from "zod"
import { PROBLEM_CODES } from "#common/domain/problem"
import { SETUP_STEP_IDS, type SetupSnapshot } from "#common/domain/setup"
import { idleSetup } from "#common/domain/setup-machine"
import type { Home } from "../../home"
import type { Files } from "../../ports"
import { parseJson } from "../../parse-json"

const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.string().nullable(),
})

const snapshotSchema = z.object({
  format: z.literal(1),
  runId: z.string(),
  phase: z.enum(["idle", "running", "stopping", "paused", "failed", "done"]),
  request: z
    .object({ target: z.enum(["cuda", "cpu"]), version: z.string().nullable(), rebuild: z.boolean() })
    .nullable(),
  rejected: z.array(z.object({ version: z.string(), step: z.enum(SETUP_STEP_IDS), problem: problemSchema })),
  steps: z.array(
    z.object({
      id: z.enum(SETUP_STEP_IDS),
      state: z.enum(["waiting", "running", "done", "failed"]),
      startedAtMs: z.number().nullable(),
      endedAtMs: z.number().nullable(),
      // Progress is of the moment and not kept.
      progress: z.unknown().transform(() => null),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
    }),
  ),
  problem: problemSchema.nullable(),
  stoppingFor: z.enum(["pause", "cancel"]).nullable(),
  startedAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
})

/** The last run; an idle one when there is none, or one of another format. */
export async function loadSnapshot(files: Files, home: Home): Promise<SetupSnapshot> {
  const text = await files.readText(home.setupFile)
  const parsed = text === null ? null : snapshotSchema.safeParse(parseJson(text))
  return parsed?.success ? parsed.data : idleSetup()
}

export async function saveSnapshot(files: Files, home: Home, snapshot: SetupSnapshot): Promise<void> {
  await files.writeText(home.setupFile, `${JSON.stringify(snapshot, null, 1)}\n`)
}
