import type { Problem, ProblemCode } from "#common/domain/problem"

/** An access token would help; also where a model that is not public looks as if it were not there. */
const TOKEN: readonly ProblemCode[] = [
  "hub-token-missing",
  "hub-token-refused",
  "hub-access-not-granted",
  "hub-model-not-found",
]
/** The way to the hub is closed: another server may be open. */
const SOURCE: readonly ProblemCode[] = [
  "hub-unreachable",
  "hub-answer-unreadable",
  "ssl-cert-failed",
  "proxy-refused",
  "proxy-unreachable",
]

/** What among the download settings would help against a problem; null: nothing there. */
export function settingsHelp({ code }: Problem): "token" | "source" | null {
  if (TOKEN.includes(code)) return "token"
  return SOURCE.includes(code) ? "source" : null
}
