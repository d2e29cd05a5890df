import { createHash } from "node:crypto"
import { basename, dirname, join } from "node:path"

/** File systems take 255 bytes for a name; with a point before it and its ending behind, so many are left. */
const LONGEST_NAME_BYTES = 240

/** Names beside the target; hidden, so that nobody takes them for a part of a model. */
export function pathsOf(target: string): { readonly part: string; readonly journal: string } {
  const name = basename(target)
  const short = Buffer.byteLength(name) <= LONGEST_NAME_BYTES ? name : hashOf(name)
  const beside = (ending: string) => join(dirname(target), `.${short}.${ending}`)
  return { part: beside("part"), journal: beside("journal") }
}

function hashOf(name: string): string {
  return createHash("sha256").update(name).digest("hex")
}
