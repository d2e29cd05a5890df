/**
 * Compares two release versions by their numbers: negative when `a` is older. Enough for vLLM, uv and Python;
 * a suffix (`rc1`, `.post1`, `+cpu`) only decides between equal numbers: pre-release < release < post-release.
 */
export function compareVersions(a: string, b: string): number {
  const left = parse(a)
  const right = parse(b)
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at++) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0)
    if (difference !== 0) return difference
  }
  return left.stage - right.stage
}

function parse(version: string): { numbers: number[]; stage: number } {
  const [release = ""] = version.trim().replace(/^v/u, "").split("+")
  const numeric = /^\d+(?:\.\d+)*/u.exec(release)?.[0] ?? ""
  const suffix = release.slice(numeric.length)
  const stage = /post/u.test(suffix) ? 1 : suffix === "" ? 0 : -1
  return { numbers: numeric.split(".").map(Number), stage }
}
