/**
 * The requirements in a wheel's METADATA that hold without extras, with local versions (`+cpu`, `+cu129`) taken off:
 * those live on indexes of their own, and the release they name is the same.
 */
export function requirementsOf(metadata: string): string[] {
  const requirements: string[] = []
  for (const line of metadata.split("\n")) {
    if (line.trim() === "") break
    const text = /^Requires-Dist:\s*(?<text>.+)$/u.exec(line)?.groups?.["text"]
    if (text === undefined || /\bextra\s*==/u.test(text)) continue
    requirements.push(text.trim().replace(/(?<pin>==\s*[\w.!]+)\+[\w.]+/u, "$<pin>"))
  }
  return requirements
}

/** Names that a source tree's `pyproject.toml` wants for building, without versions, in lower case. */
export function requirementName(requirement: string): string {
  return (/^[A-Za-z0-9][A-Za-z0-9._-]*/u.exec(requirement.trim())?.[0] ?? "")
    .toLowerCase()
    .replaceAll(/[-_.]+/gu, "-")
}
