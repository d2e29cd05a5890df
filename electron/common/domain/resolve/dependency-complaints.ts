/** One line of `uv pip check`. */
export interface DependencyComplaint {
  readonly text: string
  readonly requirement: string
  /** Null when the package is not installed at all. */
  readonly installed: string | null
}

/**
 * What `uv pip check` complains of, without the one thing that is as it should be: a release asked for with a local
 * version (`torch==2.13.0+cpu`) while the same release from the usual index (`2.13.0`) is installed.
 */
export function dependencyComplaints(output: string): DependencyComplaint[] {
  const complaints: DependencyComplaint[] = []
  for (const line of output.split("\n")) {
    const match =
      /^The package `[^`]+` requires `(?<requirement>[^`]+)`, but (?:`(?<installed>[^`]+)` is installed|it's not installed)/u.exec(
        line.trim(),
      )
    const requirement = match?.groups?.["requirement"]
    if (requirement === undefined) continue
    const installed = match?.groups?.["installed"] ?? null
    if (!sameRelease(requirement, installed)) complaints.push({ text: line.trim(), requirement, installed })
  }
  return complaints
}

function sameRelease(requirement: string, installed: string | null): boolean {
  const pinned = /==\s*(?<release>[\w.!]+)\+[\w.]+/u.exec(requirement)?.groups?.["release"]
  return pinned !== undefined && installed?.split("+")[0] === pinned
}
