import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import type { MachineReport, Topology } from "#common/domain/hardware"
import { namedGpu, planGpuOf } from "#common/domain/plan/gpus"
import type { PlanGpu } from "#common/domain/plan/types"
import type { CliWords } from "./cli-words"
import { similarTo } from "./suggest"
import { listValue } from "./values"
import { UsageError } from "./usage"

/** Cards and how they are linked. */
export interface CardsToPlan {
  readonly gpus: readonly PlanGpu[]
  readonly topology: Topology | null
}

/** People leave out the maker's word for a line of cards. */
const SERIES = ["", "rtx ", "rtx pro "] as const

/** Cards as somebody lists them: `4090,4090`, `2x h100`, `some card:24` with its size in GB. Throws on a name nobody knows. */
export function cardsNamed(typed: string, words: CliWords): CardsToPlan {
  const names = listValue(typed).flatMap((part) => {
    const counted = /^(\d{1,2})\s*[x×*]\s*(.+)$/i.exec(part)
    const name = counted?.[2] ?? part
    return Array.from({ length: Number(counted?.[1] ?? 1) }, () => name)
  })
  return { gpus: names.map((name, index) => cardNamed(name, index, words)), topology: null }
}

/** The cards of this machine, with what others hold of them. */
export function cardsOf(report: MachineReport): CardsToPlan {
  return { gpus: report.gpus.map((gpu) => planGpuOf(gpu, GPU_SPECS)), topology: report.topology }
}

function cardNamed(typed: string, index: number, words: CliWords): PlanGpu {
  const [name = "", size] = typed.split(":")
  const totalGiB = Number(size?.replace(/\s*(?:gib|gb|g)$/i, "") ?? Number.NaN)
  const stated = Number.isFinite(totalGiB) && totalGiB > 0 ? { totalGiB, byCuda: false } : null
  for (const series of SERIES) {
    const gpu = namedGpu(`${series}${name}`, index, stated, GPU_SPECS)
    // With a size any name will do; a card that is known says more.
    if (gpu !== null && (gpu.capability !== null || series === SERIES.at(-1))) {
      return { ...gpu, name: gpu.capability === null ? name : `${series}${name}`.toUpperCase() }
    }
  }
  const known = GPU_SPECS.map(({ pattern }) => pattern.trim())
  const [meant] = similarTo(name, [...known, ...known.map((one) => one.replace(/^rtx (?:pro )?/, ""))])
  const hint = meant === undefined ? [] : [words.say("did-you-mean", { meant })]
  throw new UsageError(words.together(words.say("unknown-gpu", { typed: name }), ...hint), "glimmer plan")
}
