import { makeProblem, type ProblemCode, ProblemError } from "#common/domain/problem"

const CODES: Readonly<Record<string, ProblemCode>> = {
  ENOENT: "not-found",
  ENOTDIR: "not-found",
  EACCES: "permission-denied",
  EPERM: "permission-denied",
  EROFS: "permission-denied",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
}

/** The name the system gives to an error, such as `ENOENT`; null for any other error. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null
}

/** A system error about `path` as a problem a sentence can be made of; any other error as it is. */
export function problemOfSystemError(error: unknown, path: string): Error {
  if (ProblemError.is(error)) return error
  const code = CODES[systemCode(error) ?? ""]
  const message = error instanceof Error ? error.message : String(error)
  if (code === undefined) return error instanceof Error ? error : new Error(message)
  return new ProblemError(makeProblem(code, { path }, message), { cause: error })
}
