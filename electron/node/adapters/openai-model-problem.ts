import { z } from "zod"
import { makeProblem, type Problem, ProblemError } from "#common/domain/problem"
import type { EngineConnection } from "../chat-ports"

/** Evidence is a line, not a page. */
const LONGEST_EVIDENCE = 500

/**
 * What an error of a model request means, from the status and the structure of the answer; the server's own words are
 * the evidence. The key never gets into it.
 */
export function problemOfModelError(error: unknown, engine: EngineConnection): Problem {
  if (ProblemError.is(error)) return error.problem
  const { status, message, param } = read(error)
  const evidence = shorten(withoutKey(message, engine.apiKey))
  if (status === null) return makeProblem("engine-lost", {}, evidence)
  if (status === 400 && isTooLong(param, message)) {
    return makeProblem("context-length-400", tokensOf(message, engine), evidence)
  }
  if (status === 400 && /tool[ _]choice.*requires --/.test(message)) {
    return makeProblem("auto-tool-choice-flags", {}, evidence)
  }
  if (status === 502 || status === 503 || status === 504 || /EngineCore|EngineDeadError/.test(message)) {
    return makeProblem("engine-lost", { status }, evidence)
  }
  return makeProblem("answer-failed", { status }, evidence)
}

interface ReadError {
  /** Null when no server answered, or it broke off. */
  readonly status: number | null
  readonly message: string
  /** The field of the request that the server complains about. */
  readonly param: string | null
}

/** Errors of the AI SDK: of a whole answer (`statusCode`, `responseBody`) or in the middle of a stream (`data`). */
const sdkError = z.object({
  message: z.string(),
  statusCode: z.number().optional(),
  responseBody: z.string().optional(),
  data: z.unknown().optional(),
})

const serverError = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, param: null, code: null })),
    z.object({
      message: z.string(),
      param: z.string().nullish(),
      code: z.union([z.number(), z.string()]).nullish(),
    }),
  ]),
})

function read(error: unknown): ReadError {
  const sdk = sdkError.safeParse(error)
  if (!sdk.success) return { status: null, message: String(error), param: null }
  const { message, statusCode, responseBody, data } = sdk.data
  const answer = serverError.safeParse(responseBody === undefined ? data : parseJson(responseBody))
  const told = answer.success ? answer.data.error : null
  // A stream that breaks off is an error with the status of its good beginning.
  const refused = statusCode !== undefined && statusCode >= 400 ? statusCode : null
  return {
    status: refused ?? (typeof told?.code === "number" ? told.code : null),
    message: told?.message ?? [message, ...causes(error)].join(": "),
    param: told?.param ?? null,
  }
}

/** "Cannot connect" says little; the reason is in what caused it. */
function causes(error: unknown): string[] {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error)) return []
  const code = "code" in cause && typeof cause.code === "string" ? [cause.code] : []
  return [...code, cause.message, ...causes(cause)].filter((text) => text !== "")
}

/** By the field vLLM names, or by its words, which other servers have too. */
function isTooLong(param: string | null, message: string): boolean {
  return (
    param === "input_tokens" ||
    /maximum context length/.test(message) ||
    // A question that fills the context to the last token leaves none to answer with.
    /max_tokens must be at least 1/.test(message)
  )
}

/** Numbers for the sentence, and for another try with less, where the server gives them. */
function tokensOf(message: string, engine: EngineConnection): Record<string, number> {
  const asked = /value=(\d+)|prompt contains (?:at least )?(\d+)|Input length \((\d+)\)/.exec(message)
  const askedTokens = asked?.slice(1).find((digits) => digits !== undefined)
  const told = /maximum context length (?:is |of |\()+(\d+)/.exec(message)?.[1]
  const length = told === undefined ? engine.maxModelLen : Number(told)
  return {
    ...(askedTokens === undefined ? {} : { askedTokens: Number(askedTokens) }),
    ...(length === null ? {} : { length }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function withoutKey(text: string, key: string): string {
  return key === "" ? text : text.replaceAll(key, "…")
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim()
  return line.length > LONGEST_EVIDENCE ? `${line.slice(0, LONGEST_EVIDENCE)}…` : line
}
