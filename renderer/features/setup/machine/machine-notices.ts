import type { Finding, Gpu, GpuProcess, MachineReport } from "#common/domain/hardware"

/** Memory of a card that one program holds before it is worth a word: a desktop takes up to this much. */
const WORTH_A_WORD_BYTES = 1.5 * 1024 ** 3

/** A card that others have filled in part. */
export interface BusyCard {
  readonly gpu: Gpu
  readonly heldBytes: number
  /** Who holds most of it; null where the driver does not tell. */
  readonly holder: GpuProcess | null
}

/** Findings that have a notice of their own, with more in it than the finding knows. */
const TOLD_OTHERWISE: readonly Finding["problem"]["code"][] = [
  "gpu-memory-busy",
  "foreign-vllm",
  "glm4-linear-tuple",
]

/** Findings that are shown in their own words. */
export function plainFindings(report: MachineReport): readonly Finding[] {
  return report.findings.filter(({ problem }) => !TOLD_OTHERWISE.includes(problem.code))
}

/** Cards that others hold much of, once each, whether the report says so or their processes do. */
export function busyCards({ gpus, findings }: MachineReport): readonly BusyCard[] {
  return gpus.flatMap((gpu) => {
    const holder = largestHolder(gpu)
    const finding = findings.find(
      ({ problem }) => problem.code === "gpu-memory-busy" && problem.values["index"] === gpu.index,
    )
    if (holder === null && finding === undefined) return []
    const told = finding?.problem.values["heldBytes"]
    const heldBytes = holder?.memoryBytes ?? (typeof told === "number" ? told : 0)
    return [{ gpu, heldBytes, holder }]
  })
}

/** The one that holds most, when that is worth a word and not our own engine. */
function largestHolder(gpu: Gpu): GpuProcess | null {
  const [largest] = gpu.processes
    .filter((process) => !process.own)
    .toSorted((one, other) => (other.memoryBytes ?? 0) - (one.memoryBytes ?? 0))
  return largest !== undefined && (largest.memoryBytes ?? 0) > WORTH_A_WORD_BYTES ? largest : null
}
