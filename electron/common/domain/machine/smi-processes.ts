import { numberIn, readCell } from "./smi-cell"

const MIB = 1024 * 1024

/** The name comes last: a process may call itself anything, commas included. */
export const PROCESS_FIELDS = ["pid", "used_memory", "gpu_uuid", "process_name"] as const

/** A process on a card as the driver lists it. */
export interface ProcessRow {
  readonly pid: number
  /** UUID of the card, or its index where only that is told. */
  readonly gpu: string | number
  /** Without the path; null when the driver does not tell. */
  readonly name: string | null
  readonly memoryBytes: number | null
}

/** Reads `--query-compute-apps=<fields> --format=csv,noheader,nounits`; lines that are no row are passed over. */
export function parseComputeProcesses(csv: string): readonly ProcessRow[] {
  return csv.split("\n").flatMap((line): ProcessRow[] => {
    const [pidText, memory, gpu, ...name] = line.split(", ")
    const pid = numberIn(pidText)
    if (pid === null || gpu === undefined || name.length === 0) return []
    return [
      { pid, gpu: gpu.trim(), name: programName(name.join(", ")), memoryBytes: bytesOf(numberIn(memory)) },
    ]
  })
}

/** A row of the table that plain `nvidia-smi` draws; the two columns for MIG came with driver 450. */
const TABLE_ROW =
  /^\|\s+(?<gpu>\d+)\s+(?:(?:N\/A|\d+)\s+(?:N\/A|\d+)\s+)?(?<pid>\d+)\s+(?<type>[CGM+]+)\s+(?<name>.*?)\s+(?:(?<mib>\d+)MiB|N\/A)\s+\|$/

/** The processes that draw (type G, or C+G) from plain `nvidia-smi`: no query lists them, and desktops are among them. */
export function parseGraphicsProcesses(table: string): readonly ProcessRow[] {
  return table.split("\n").flatMap((line): ProcessRow[] => {
    const groups = TABLE_ROW.exec(line.trimEnd())?.groups
    if (groups === undefined || !(groups["type"] ?? "").includes("G")) return []
    const { gpu, pid, name = "", mib } = groups
    const memoryBytes = mib === undefined ? null : bytesOf(Number(mib))
    return [{ pid: Number(pid), gpu: Number(gpu), name: programName(name), memoryBytes }]
  })
}

/** Linux and, under WSL, Windows paths; a long path begins with dots in the table. */
function programName(text: string): string | null {
  const { value } = readCell(text)
  if (value === null) return null
  const path = /^(?:\/|\.\.\.|[A-Za-z]:\\)/.test(value)
  return path ? (value.split(/[/\\]/).at(-1) ?? value) : value
}

function bytesOf(mebibytes: number | null): number | null {
  return mebibytes === null ? null : mebibytes * MIB
}
