import type { Gpu } from "../hardware"
import { type Absence, numberIn, readCell, switchIn } from "./smi-cell"

const MIB = 1024 * 1024

/** What is asked of every card, in this order. The name comes last: it is the only value that could hold a comma. */
export const GPU_FIELDS = [
  "index",
  "uuid",
  "pci.bus_id",
  "driver_version",
  "memory.total",
  "memory.used",
  "memory.free",
  "memory.reserved",
  "compute_cap",
  "utilization.gpu",
  "temperature.gpu",
  "power.draw",
  "power.limit",
  "display_active",
  "mig.mode.current",
  "persistence_mode",
  "name",
] as const
export type GpuField = (typeof GPU_FIELDS)[number]

/** A card without its processes. Memory is null on machines whose card uses main memory (GB10, Jetson). */
export interface GpuRow extends Omit<Gpu, "memoryTotalBytes" | "memoryFreeBytes" | "processes"> {
  readonly memoryTotalBytes: number | null
  readonly memoryFreeBytes: number | null
}

/** A card that the driver lists but that cannot be used as it is. */
export interface TroubledGpu {
  readonly index: number | null
  /** Its name, or its PCI address where the driver no longer knows the name. */
  readonly name: string
  readonly absence: Absence
  readonly evidence: string
}

/** What one `--query-gpu` told. */
export interface GpuReading {
  readonly driverVersion: string | null
  readonly gpus: readonly GpuRow[]
  readonly troubled: readonly TroubledGpu[]
}

/**
 * Reads `--query-gpu=<fields> --format=csv,noheader,nounits`. Remarks between the rows ("WARNING: infoROM is
 * corrupted at gpu …") are passed over; null when not one row could be read.
 */
export function parseGpus(csv: string, fields: readonly GpuField[]): GpuReading | null {
  const gpus: GpuRow[] = []
  const troubled: TroubledGpu[] = []
  let driverVersion: string | null = null
  for (const line of csv.split("\n")) {
    const lost = lostCard(line)
    if (lost !== null) troubled.push(lost)
    const row = splitRow(line, fields)
    const index = numberIn(row?.index)
    if (row === null || index === null || !Number.isInteger(index)) continue
    driverVersion ??= readCell(row.driver_version).value
    const fault = faultOf(row)
    if (fault === null) gpus.push(gpuOf(row, index))
    else troubled.push({ index, name: readCell(row.name).value ?? "", absence: fault, evidence: line.trim() })
  }
  return gpus.length + troubled.length === 0 ? null : { driverVersion, gpus, troubled }
}

/** The field a driver does not know yet; it then refuses the whole question. */
export function unknownField(output: string): GpuField | null {
  const name = /^Field "([\w.]+)" is not a valid field to query/m.exec(output)?.[1]
  return GPU_FIELDS.find((field) => field === name) ?? null
}

type Row = Partial<Record<GpuField, string>>

function splitRow(line: string, fields: readonly GpuField[]): Row | null {
  const cells = line.split(", ")
  if (cells.length < fields.length) return null
  const last = fields.length - 1
  const values = [...cells.slice(0, last), cells.slice(last).join(", ")]
  return Object.fromEntries(fields.map((field, at) => [field, values[at]]))
}

function gpuOf(row: Row, index: number): GpuRow {
  const totalBytes = bytesIn(row["memory.total"])
  const usedBytes = bytesIn(row["memory.used"])
  const reservedBytes = bytesIn(row["memory.reserved"])
  // Drivers that do not tell what they reserve count it as used. Where nothing is told of what is used (a card in
  // parts, to anybody but root), the card is not full: the start will show.
  const restBytes = totalBytes === null ? null : totalBytes - (usedBytes ?? 0) - (reservedBytes ?? 0)
  return {
    index,
    uuid: readCell(row.uuid).value ?? `GPU-${index}`,
    name: readCell(row.name).value ?? "NVIDIA GPU",
    pciBusId: readCell(row["pci.bus_id"]).value ?? "",
    memoryTotalBytes: totalBytes,
    memoryReservedBytes: reservedBytes,
    memoryUsedBytes: usedBytes,
    memoryFreeBytes: bytesIn(row["memory.free"]) ?? restBytes,
    computeCapability: numberIn(row.compute_cap),
    utilizationPercent: numberIn(row["utilization.gpu"]),
    temperatureCelsius: numberIn(row["temperature.gpu"]),
    powerDrawWatts: numberIn(row["power.draw"]),
    powerLimitWatts: numberIn(row["power.limit"]),
    displayActive: switchIn(row.display_active),
    migEnabled: switchIn(row["mig.mode.current"]),
    persistenceMode: switchIn(row.persistence_mode),
  }
}

/** A card is in trouble when its memory cannot be asked for; a sensor that fails alone is no trouble. */
function faultOf(row: Row): Absence | null {
  const all = Object.values(row).map((text) => readCell(text).absence)
  if (all.includes("needs-reset")) return "needs-reset"
  const { absence } = readCell(row["memory.total"])
  return absence === "card-error" || absence === "no-permission" ? absence : null
}

/** `Unable to determine the device handle for GPU0000:41:00.0: GPU is lost.  Reboot the system …` */
function lostCard(line: string): TroubledGpu | null {
  const [, address, reason = ""] =
    /^Unable to determine the device handle for GPU\s*([\dA-Fa-f:.]+): (.*)$/.exec(line) ?? []
  if (address === undefined) return null
  const absence = /lost|reset/i.test(reason) ? "needs-reset" : "card-error"
  return { index: null, name: address, absence, evidence: line.trim() }
}

function bytesIn(mebibytes: string | undefined): number | null {
  const number = numberIn(mebibytes)
  return number === null ? null : number * MIB
}
