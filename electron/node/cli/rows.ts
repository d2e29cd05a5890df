import { padTo, widthOf } from "./text-width"

/** Lines of two columns, the second aligned whatever language the first is in. */
export function alignRows(rows: readonly (readonly [name: string, text: string])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map(([name]) => widthOf(name)))
  return rows.map(([name, text]) => `${padTo(name, columns)}  ${text}`.trimEnd())
}

/** Lines of many columns: the first to the left, figures to the right. */
export function alignTable(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(0, ...rows.map((row) => widthOf(row[at] ?? ""))),
  )
  return rows.map((row) =>
    row
      .map((cell, at) => padTo(cell, widths[at] ?? 0, at === 0 ? "right" : "left"))
      .join("   ")
      .trimEnd(),
  )
}
