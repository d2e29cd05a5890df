import type { CauseClass } from "./cause-classes"
import type { Fix } from "./fix"
import type { Confidence } from "./rule"
import type { Values } from "./template"

/** What happened, how sure that is, what shows it and what can be done. */
export interface Cause {
  readonly class: CauseClass
  readonly confidence: Confidence
  /** The line that shows it, counted from 1; line 0 where a fact beside the log does. */
  readonly evidence: { readonly line: number; readonly text: string }
  readonly values: Values
  /** Best first. */
  readonly fixes: readonly Fix[]
}
