import { CATALOG } from "#common/data/catalog/index"
import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import type { Topology } from "#common/domain/hardware"
import type { CatalogModel } from "#common/domain/model"
import { namedGpu } from "#common/domain/plan/gpus"
import { inputFor, type PlanMachine } from "#common/domain/plan/recommend"
import type { PlanGpu, PlanInput, PlanWishes } from "#common/domain/plan/types"

export const GIB = 1024 ** 3

/** A model that one card of a desktop holds. */
export const SMALL = "zai-org/GLM-4-9B-0414"

export const codes = (reasons: readonly { readonly code: string }[]) => reasons.map((reason) => reason.code)

/** A card by its name, empty unless told how much is free. */
export function card(name: string, index = 0, changes: Partial<PlanGpu> = {}): PlanGpu {
  const gpu = namedGpu(name, index, null, GPU_SPECS)
  if (gpu === null) throw new Error(`${name}: not in the table`)
  return { ...gpu, ...changes }
}

export function cards(name: string, count: number): readonly PlanGpu[] {
  return Array.from({ length: count }, (_, index) => card(name, index))
}

export function machine(gpus: readonly PlanGpu[], topology: Topology | null = null): PlanMachine {
  return { gpus, topology, target: "cuda", vllmVersion: "0.31.0", measured: [] }
}

export function modelOf(id: string): CatalogModel {
  const model = CATALOG.find((one) => one.id === id)
  if (model === undefined) throw new Error(`${id}: not in the catalogue`)
  return model
}

export function inputOf(id: string, gpus: readonly PlanGpu[], wishes: Partial<PlanWishes> = {}): PlanInput {
  const model = modelOf(id)
  const input = inputFor(model, model.config ?? {}, machine(gpus))
  return { ...input, wishes: { ...input.wishes, ...wishes } }
}

/** All cards linked alike, in one NUMA node. */
export function linked(count: number, kind: "NVLINK" | "PIX" | "SYS"): Topology {
  const links = Array.from({ length: count }, (_, from) =>
    Array.from({ length: count }, (__, to) => ({ from, to, kind, nvlinks: kind === "NVLINK" ? 18 : 0 })),
  )
    .flat()
    .filter(({ from, to }) => from !== to)
  return { links, numaNodes: Array.from({ length: count }, () => 0) }
}
