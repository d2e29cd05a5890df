import { ORPCError } from "@orpc/client"
import { makeProblem, PROBLEM_CODES, type Problem, problemOf } from "#common/domain/problem"

/** The problem a call ended with, as the pages show it. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ORPCError) {
    if (isProblem(error.data)) return error.data
    if (error.code === "BAD_REQUEST") return makeProblem("invalid-input", {}, error.message)
    return makeProblem("internal", {}, `${error.code}: ${error.message}`)
  }
  return problemOf(error)
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    PROBLEM_CODES.some((code) => code === value.code) &&
    "values" in value &&
    "evidence" in value
  )
}
