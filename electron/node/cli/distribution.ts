import { readFileSync } from "node:fs"
import type { SystemFamily } from "#common/domain/diagnosis/fix"
import { systemFamily } from "#common/domain/diagnosis/install-command"

/** The family of this system's distribution; null for one that nobody knows. */
export function distributionFamily(): SystemFamily | null {
  try {
    const text = readFileSync("/etc/os-release", "utf8")
    const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, "m").exec(text)?.[1] ?? ""
    return systemFamily([value("ID"), ...value("ID_LIKE").split(" ")].filter((name) => name !== ""))
  } catch {
    return null
  }
}
