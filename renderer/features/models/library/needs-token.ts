import type { Problem } from "#common/domain/problem"

/** Would an access token help? Also where a model that is not public looks as if it were not there. */
export function needsToken({ code }: Problem): boolean {
  return ["hub-token-missing", "hub-token-refused", "hub-access-not-granted", "hub-model-not-found"].includes(
    code,
  )
}
