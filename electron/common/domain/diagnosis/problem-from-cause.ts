import { makeProblem, type Problem } from "../problem"
import type { Cause } from "./cause"

/** Values stay short on the wire; a list of names or lines is there to be read, not to be complete. */
const MAX_TEXT = 400

/** A cause as a problem: the same code, its values, and the line that shows it. */
export function problemFromCause(cause: Cause): Problem {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(cause.values)) {
    // Nothing needs nothing: it is less than the log's last decimal shows.
    if (name === "neededBytes" && value === 0) continue
    values[name] = typeof value === "string" ? value.slice(0, MAX_TEXT) : value
  }
  return makeProblem(cause.class, values, cause.evidence.text === "" ? null : cause.evidence.text)
}
