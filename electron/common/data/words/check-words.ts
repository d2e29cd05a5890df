import type { CheckGroup, CheckId, CheckSaying } from "../../domain/checks/check"

/** What is said about checks in one language. `{{name}}` stands for a value, filled in as for problems. */
export interface CheckWords {
  readonly groups: Readonly<Record<CheckGroup, string>>
  readonly names: Readonly<Record<CheckId, string>>
  /** One sentence for each finding. */
  readonly says: Readonly<Record<CheckSaying, string>>
}
