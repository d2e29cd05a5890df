import { oc } from "@orpc/contract"
import { z } from "zod"
import { PROBLEM_CODES, type Problem } from "../domain/problem"

/** A problem on the wire: its code and values, never a sentence. */
export const problemSchema: z.ZodType<Problem> = z.object({
  code: z.enum(PROBLEM_CODES),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.string().nullable(),
})

/** Every procedure may answer with a problem; nothing else is ever thrown across the wire on purpose. */
export const procedure = oc.errors({ PROBLEM: { data: problemSchema } })

/** Where a reader of a watch stream stopped; absent the first time. */
export const watchInput = z.object({ cursor: z.string().max(200).optional() })

export const threadIdSchema = z.string().min(1).max(64)
export const messageIdSchema = z.string().min(1).max(64)
export const pathSchema = z.string().min(1).max(4096)
