import type { Fix } from "./fix"
import type { Values } from "./template"

/** What stands on the button of a fix; `known` where its details are. */
export interface FixWords {
  readonly label: string
  readonly known?: string
}

/** The label that fits what is known of a fix, its details still to be filled in from {@link detailsOf}. */
export function labelFor(words: FixWords, fix: Fix): string {
  const details = detailsOf(fix)
  const names = [...(words.known ?? "").matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name]) => name ?? [])
  return words.known !== undefined && names.every((name) => name in details) ? words.known : words.label
}

/** The details of a fix that a label can name. */
export function detailsOf(fix: Fix): Values {
  return Object.fromEntries(
    Object.entries(fix).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "string" || typeof entry[1] === "number",
    ),
  )
}
