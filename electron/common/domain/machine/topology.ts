import { type GpuLink, type LinkKind, LINK_KINDS, type Topology } from "../hardware"
import { withoutEscapes } from "./terminal-escapes"

/**
 * Reads `nvidia-smi topo -m`. The header names the columns; network cards stand between the GPUs and the columns
 * about the host, and the last column of a row is one cell further right than its head. Null when there is no table.
 */
export function parseTopology(text: string): Topology | null {
  const lines = withoutEscapes(text)
    .split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim()))
  const header = lines.find((cells) => cells[0] === "" && cells.some((cell) => gpuIndex(cell) !== null))
  if (header === undefined) return null
  const numaColumn = header.indexOf("NUMA Affinity")
  const links: GpuLink[] = []
  const numaNodes: (number | null)[] = []
  for (const cells of lines.slice(lines.indexOf(header) + 1)) {
    const from = gpuIndex(cells[0] ?? "")
    // The table ends with the empty line before the legend; other commands' tables may follow.
    if (cells.every((cell) => cell === "")) break
    if (from === null) continue
    numaNodes[from] = numaColumn < 0 ? null : numaNode(cells[numaColumn])
    for (const [column, name] of header.entries()) {
      const to = gpuIndex(name)
      if (to !== null && to > from) links.push({ from, to, ...linkOf(cells[column]) })
    }
  }
  return { links, numaNodes: Array.from(numaNodes, (node) => node ?? null) }
}

function gpuIndex(label: string): number | null {
  const digits = /^GPU(\d+)$/.exec(label)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** A range or list of nodes means: no single one. */
function numaNode(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null
}

function linkOf(text = ""): { kind: LinkKind; nvlinks: number } {
  const bonded = /^NV(\d+)$/.exec(text)?.[1]
  if (bonded !== undefined) return { kind: "NVLINK", nvlinks: Number(bonded) }
  // What is SYS now was SOC before driver 384.
  const name = text === "SOC" ? "SYS" : text
  const kind = LINK_KINDS.find((one) => one === name)
  return { kind: kind === undefined || kind === "NVLINK" ? "UNKNOWN" : kind, nvlinks: 0 }
}
