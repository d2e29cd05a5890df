import { ORPCError, ValidationError } from "@orpc/server"
import type { StandardHandlerOptions } from "@orpc/server/standard"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import type { Logger } from "../ports"
import type { RpcContext } from "./services"

/** Evidence is one line of a page, not a log. */
const LONGEST_EVIDENCE = 500

/**
 * What stands between services and every wire: whatever a service throws, at once or in the middle of a stream,
 * leaves as a typed problem. A stack never does; what was not foreseen is logged here with everything known.
 */
export function problemBoundary(
  log: Logger,
): Required<Pick<StandardHandlerOptions<RpcContext>, "interceptors" | "clientInterceptors">> {
  return {
    interceptors: [
      async (call) => {
        const path = call.request.url.pathname
        const result = await call.next().catch((error: unknown) => {
          // Translated below already, or the request could not even be read.
          throw error instanceof ORPCError ? error : onTheWire(makeProblem("invalid-input", {}, path))
        })
        if (result.matched) return result
        throw onTheWire(makeProblem("invalid-input", {}, `no such procedure: ${path}`))
      },
    ],
    clientInterceptors: [
      async (call) => {
        const where = { procedure: call.path.join("."), frontDoor: call.context.frontDoor }
        const translate = (error: unknown) => {
          // A caller who left is no failure; nobody reads the answer.
          if (call.signal?.aborted === true) return error
          const problem = problemFor(error)
          if (problem.code === "internal") log.error("a service failed", { ...where, error })
          else log.debug("a call was answered with a problem", { ...where, code: problem.code })
          return onTheWire(problem)
        }
        try {
          const output = await call.next()
          return isAsyncIterable(output) ? guardStream(output, translate) : output
        } catch (error) {
          throw translate(error)
        }
      },
    ],
  }
}

/** The same for a caller in this very process, to whom a problem can be thrown as it is. */
export async function problemBoundaryHere<T>(call: { next(): Promise<T> }): Promise<T> {
  try {
    return await call.next()
  } catch (error) {
    throw ProblemError.is(error) ? error : new ProblemError(problemFor(error), { cause: error })
  }
}

async function* guardStream(
  stream: AsyncIterable<unknown>,
  translate: (error: unknown) => unknown,
): AsyncGenerator<unknown, void, undefined> {
  try {
    yield* stream
  } catch (error) {
    throw translate(error)
  }
}

function problemFor(error: unknown): Problem {
  if (ProblemError.is(error)) return error.problem
  if (error instanceof ORPCError && error.code === "BAD_REQUEST") return invalidInput(error)
  const problem = problemOf(error)
  const evidence = problem.evidence?.split("\n")[0]?.slice(0, LONGEST_EVIDENCE) ?? null
  return { ...problem, evidence }
}

/** Names the first field that is wrong; the schema's own words are the evidence. */
function invalidInput(error: Error): Problem {
  const issue = error.cause instanceof ValidationError ? error.cause.issues[0] : undefined
  if (issue === undefined) return makeProblem("invalid-input", {}, error.message)
  const field = (issue.path ?? []).map((step) => String(typeof step === "object" ? step.key : step)).join(".")
  return makeProblem("invalid-input", { field }, issue.message.slice(0, LONGEST_EVIDENCE))
}

function onTheWire(problem: Problem): ORPCError<"PROBLEM", Problem> {
  return new ORPCError("PROBLEM", { defined: true, message: problem.code, data: problem })
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value
}
