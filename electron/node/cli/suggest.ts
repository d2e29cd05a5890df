/** The candidates that somebody may have meant who typed `typed`, most alike first; none when nothing is alike. */
export function similarTo(typed: string, candidates: readonly string[]): readonly string[] {
  const asked = plain(typed)
  return candidates
    .map((candidate) => ({ candidate, edits: editsBetween(asked, plain(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(0.4 * plain(candidate).length)))
    .toSorted((one, other) => one.edits - other.edits)
    .map(({ candidate }) => candidate)
}

function plain(text: string): string {
  return text.toLowerCase().replace(/^-+/, "")
}

/** Letters to add, drop, change, or swap with their neighbour, to make one word of another. */
function editsBetween(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      const above = rows[i - 1] ?? []
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row.push(
        Math.min(
          (above[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (above[j - 1] ?? 0) + (same ? 0 : 1),
          ...(swapped ? [(rows[i - 2]?.[j - 2] ?? 0) + 1] : []),
        ),
      )
    }
    rows.push(row)
  }
  return rows[from.length]?.[to.length] ?? 0
}
