import { type GpuSpec, namedGpu } from "./gpus"
import { exactly } from "./range"
import { planReason, type PlanReason } from "./reasons"
import type { RowFields } from "./row-fields"
import type { PlanGpu, PlanWishes } from "./types"

const GIB = 1024 ** 3

export interface RowCards {
  readonly gpus: readonly PlanGpu[]
  /** Cards of several kinds. */
  readonly mixed: boolean
  readonly reasons: readonly PlanReason[]
}

/** The cards of a row, each taken as empty; null where neither their name nor their size says what they are. */
export function rowCardsOf(row: RowFields, wishes: PlanWishes, specs: readonly GpuSpec[]): RowCards | null {
  const size = row.amount("gpu_memory_gib")
  const source = row.text("gpu_memory_source")
  const byCuda = size !== null && (/cuda|vllm|printed|author/i.test(source ?? "") || !Number.isInteger(size))
  const stated = size === null ? null : { totalGiB: size, byCuda }
  const listed = namesOf(row, specs)
  const needed = (wishes.tensorParallel ?? 1) * (wishes.pipelineParallel ?? 1) * wishes.dataParallel
  const told = row.amount("gpu_count")
  const count = Math.max(1, Math.round(told ?? (listed.length > 1 ? listed.length : needed)))
  const gpus: PlanGpu[] = []
  for (let index = 0; index < count; index++) {
    // Fewer names than cards: the last one goes for the rest.
    const gpu = namedGpu(listed[Math.min(index, listed.length - 1)] ?? null, index, stated, specs)
    if (gpu === null) return null
    gpus.push(gpu)
  }
  const reasons: PlanReason[] = []
  if (size === null) reasons.push(planReason("gpu-total-estimated", { name: row.text("gpu_model") ?? "" }))
  if (told === null && listed.length < 2) reasons.push(planReason("gpu-count-assumed", { gpus: count }))
  return { gpus, mixed: new Set(listed).size > 1, reasons }
}

/** Stand-ins for cards nobody can place: what a GPU holds of the weights does not depend on its size. */
export function unnamedCards(wishes: PlanWishes): readonly PlanGpu[] {
  const count = (wishes.tensorParallel ?? 1) * (wishes.pipelineParallel ?? 1)
  return Array.from({ length: count }, (_, index) => ({
    uuid: `gpu-${index}`,
    index,
    name: "",
    totalBytes: exactly(80 * GIB),
    freeBytes: null,
    capability: null,
    multiprocessors: 80,
    displayActive: false,
    unified: false,
    holders: [],
  }))
}

/** `2x RTX 4090`, `RTX 4090 ×2`, `RTX 5070 Ti + RTX 5090`, or a list of names. */
function namesOf(row: RowFields, specs: readonly GpuSpec[]): readonly string[] {
  const raw = row.raw["gpu_model"]
  if (Array.isArray(raw)) return raw.map(String)
  const said = row.text("gpu_model")
  if (said === null) return []
  const parts = said.split(/\s*(?:\+|,|;| and )\s*/).filter((part) => part !== "")
  const each = parts.flatMap((part) => {
    const found =
      /^(\d{1,2})\s*[x×*]\s*(\S.*)$/i.exec(part) ??
      reversed(/^(.*\S)\s*[(]?\s*[x×*]\s*(\d{1,2})[)]?$/i.exec(part))
    return Array.from({ length: Number(found?.[1] ?? 1) }, () => found?.[2] ?? part)
  })
  // A comma in one card's name is no list: each part must be a card.
  const all = parts.length < 2 || each.every((name) => namedGpu(name, 0, null, specs) !== null)
  return all ? each : [said]
}

function reversed(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found === null ? null : [found[0], found[2], found[1]]
}
