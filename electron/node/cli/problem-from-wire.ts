import { ORPCError } from "@orpc/client"
import { z } from "zod"
import { PROBLEM_CODES, type Problem } from "#common/domain/problem"

const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.string().nullable(),
}) satisfies z.ZodType<Problem>

/** The problem that an error of the wire carries; null when it is another kind of error. */
export function problemFromWire(error: unknown): Problem | null {
  if (!(error instanceof ORPCError) || error.code !== "PROBLEM") return null
  return problemSchema.safeParse(error.data).data ?? null
}
