import { basename, dirname, join } from "node:path"

/** Names beside the target; hidden, so that nobody takes them for a part of a model. */
export function pathsOf(target: string): { readonly part: string; readonly journal: string } {
  const beside = (ending: string) => join(dirname(target), `.${basename(target)}.${ending}`)
  return { part: beside("part"), journal: beside("journal") }
}
