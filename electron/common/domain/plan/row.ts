import { OWN_TOOL_PARSER } from "../launch"
import type { RawModelConfig } from "../model"
import { parseVersion, versionOfDay } from "./engine-rules"
import { type GpuSpec, namedGpu } from "./gpus"
import { planMemory } from "./plan"
import { exactly, spreadOf } from "./range"
import { planReason, type PlanReason } from "./reasons"
import { fieldsOf } from "./shape/fields"
import { type MemoryPlan, noWishes, type PlanGpu, type PlanInput, type PlanWishes } from "./types"

const GIB = 1024 ** 3

/** What rows may refer to by name: cards, and models with a public config. */
export interface PlanKnowledge {
  readonly gpuSpecs: readonly GpuSpec[]
  /** Config and stored bytes of a model by the name a row uses; null for a name nobody knows. */
  readonly findModel: (name: string) => KnownModel | null
}

export interface KnownModel {
  readonly config: RawModelConfig
  readonly storedBytes: number | null
  readonly quantizationHint: string | null
  readonly toolCallParser: string | null
  readonly reasoningParser: string | null
}

/** An answer line of `plan --json`; null with a reason where it cannot be known. */
export interface PlanRowAnswer {
  readonly id: string | null
  readonly weights_gib_per_gpu: number | null
  readonly kv_bytes_per_token: number | null
  readonly kv_budget_gib: number | null
  readonly kv_tokens: number | null
  readonly max_concurrency: number | null
  readonly fits: boolean | null
  readonly fail_stage: string | null
  readonly tight: boolean
  readonly items: readonly {
    readonly kind: string
    readonly gib: number
    readonly low: number
    readonly high: number
  }[]
  readonly reasons: readonly PlanReason[]
  readonly args: readonly string[]
}

/** Answers one row. Fields that are absent or null are unknown, not zero. */
export function planRow(row: RawModelConfig, knowledge: PlanKnowledge): PlanRowAnswer {
  const fields = fieldsOf(row)
  const id = fields.text("id")
  const name = fields.text("model") ?? ""
  const known = name === "" ? null : knowledge.findModel(name)
  const config = fields.object("config") ?? known?.config ?? null
  if (config === null) return unknownAnswer(id, [planReason("model-unknown", { model: name })])
  const wishes = wishesOf(row)
  const cards = cardsOf(row, wishes, knowledge.gpuSpecs)
  const total =
    fields.number("weights_bytes") ?? (fields.object("config") === null ? known?.storedBytes : null)
  const input: PlanInput = {
    modelId: name,
    config,
    stored: total === null || total === undefined ? null : { totalBytes: total, tensors: null },
    quantizationHint: fields.text("quantization") ?? known?.quantizationHint ?? null,
    // What a GPU holds of the weights and what a token takes do not depend on its size.
    gpus: cards?.gpus ?? unnamedCards(wishes),
    topology: null,
    vllmVersion: versionText(row),
    day: fields.text("date"),
    generation: generationOf(fields.text("engine")),
    runner: runnerOf(fields.text("model_runner"), fields.text("engine")),
    target: "cuda",
    wishes,
    measured: [],
    toolCallParser: known?.toolCallParser ?? null,
    reasoningParser: known?.reasoningParser ?? null,
  }
  const plan = planMemory(input)
  const unnamed = planReason("gpu-unknown", { name: fields.text("gpu_model") ?? "" })
  const reasons = [...(cards?.reasons ?? [unnamed]), ...versionReasons(row), ...plan.reasons]
  // A fork brings kernels of its own, whose working memory nobody here knows.
  const foreign = reasons.some((reason) => reason.code === "version-fork")
  const answer = answerOf(id, plan, wishes, reasons, foreign)
  return cards === null ? { ...answer, ...WITHOUT_CARD } : answer
}

const WITHOUT_CARD = {
  kv_budget_gib: null,
  kv_tokens: null,
  max_concurrency: null,
  fits: null,
  fail_stage: null,
  tight: false,
  items: [],
} as const

function unnamedCards(wishes: PlanWishes): readonly PlanGpu[] {
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

/** A plan in the shape of an answer line; `foreign` where the engine is none whose memory is known. */
export function answerOf(
  id: string | null,
  plan: MemoryPlan,
  wishes: PlanWishes,
  reasons: readonly PlanReason[],
  foreign: boolean,
): PlanRowAnswer {
  const { cache } = plan
  const weights = plan.weightsPerGpuBytes
  const weightsKnown = weights !== null && spreadOf(weights) <= 0.4 * weights.likely
  const budgetKnown =
    !foreign && weightsKnown && cache !== null && spreadOf(cache.budgetBytes) <= UNKNOWN_SPREAD
  const binding = plan.gpus.reduce<MemoryPlan["gpus"][number] | null>(
    (least, gpu) => (least === null || gpu.budgetBytes.likely < least.budgetBytes.likely ? gpu : least),
    null,
  )
  return {
    id,
    weights_gib_per_gpu: weightsKnown ? inGiB(plan.weightsPerGpuBytes?.likely) : null,
    kv_bytes_per_token: cache === null ? null : Math.round(cache.printedBytesPerToken),
    kv_budget_gib: budgetKnown ? inGiB(cache?.budgetBytes.likely) : null,
    kv_tokens: cache === null || !budgetKnown ? null : Math.round(cache.tokens.likely),
    max_concurrency: cache === null || !budgetKnown ? null : round(cache.maxConcurrency.likely),
    fits: plan.fits,
    fail_stage: plan.failStage,
    tight: plan.tight,
    items: (binding?.items ?? []).map(({ kind, bytes }) => ({
      kind,
      gib: round(bytes.likely / GIB),
      low: round(bytes.low / GIB),
      high: round(bytes.high / GIB),
    })),
    reasons,
    args: argumentsOf(plan, wishes),
  }
}

/** A budget within such a range is no figure. */
const UNKNOWN_SPREAD = 12 * GIB

/** The flags behind `vllm serve <model>` that carry the plan out. */
function argumentsOf(plan: MemoryPlan, wishes: PlanWishes): readonly string[] {
  const { settings } = plan
  return [
    ...flag("--gpu-memory-utilization", settings.gpuMemoryUtilization),
    ...flag("--max-model-len", settings.maxModelLen),
    ...flag("--tensor-parallel-size", settings.tensorParallelSize > 1 ? settings.tensorParallelSize : null),
    ...flag(
      "--pipeline-parallel-size",
      settings.pipelineParallelSize > 1 ? settings.pipelineParallelSize : null,
    ),
    ...flag(
      "--decode-context-parallel-size",
      wishes.decodeContextParallel > 1 ? wishes.decodeContextParallel : null,
    ),
    ...(wishes.expertParallel ? ["--enable-expert-parallel"] : []),
    ...flag("--max-num-seqs", settings.maxNumSeqs),
    ...flag("--max-num-batched-tokens", wishes.maxNumBatchedTokens),
    ...flag("--kv-cache-dtype", settings.kvCacheDtype === "auto" ? null : settings.kvCacheDtype),
    ...flag("--dtype", settings.dtype === "auto" ? null : settings.dtype),
    ...(settings.enforceEager ? ["--enforce-eager"] : []),
    ...flag("--cpu-offload-gb", wishes.cpuOffloadGiB > 0 ? wishes.cpuOffloadGiB : null),
    ...(settings.toolCallParser === null || settings.toolCallParser === OWN_TOOL_PARSER
      ? []
      : ["--enable-auto-tool-choice", "--tool-call-parser", settings.toolCallParser]),
    ...flag("--reasoning-parser", settings.reasoningParser),
  ]
}

function flag(name: string, value: string | number | null): readonly string[] {
  return value === null ? [] : [name, String(value)]
}

function wishesOf(row: RawModelConfig): PlanWishes {
  const fields = fieldsOf(row)
  const cacheType = fields.text("kv_cache_dtype")
  const draft = fields.text("speculative")
  return {
    ...noWishes(),
    utilization: fields.number("gpu_memory_utilization"),
    maxModelLen: fields.number("max_model_len"),
    tensorParallel: fields.number("tensor_parallel"),
    pipelineParallel: fields.number("pipeline_parallel"),
    decodeContextParallel: fields.number("decode_context_parallel") ?? 1,
    expertParallel: fields.boolean("expert_parallel") ?? false,
    maxNumSeqs: fields.number("max_num_seqs"),
    maxNumBatchedTokens: fields.number("max_num_batched_tokens"),
    // People add remarks: `fp8 (fp8_ds_mla layout)`, `auto (bf16)`.
    kvCacheType: cacheType?.split(" ")[0] ?? null,
    enforceEager: fields.boolean("enforce_eager") ?? false,
    draftTokens:
      draft === null || !/mtp|eagle|nextn/i.test(draft) ? 0 : Number(/(\d+)\s*$/.exec(draft)?.[1] ?? 1),
    cpuOffloadGiB: fields.number("cpu_offload") ?? 0,
  }
}

function cardsOf(
  row: RawModelConfig,
  wishes: PlanWishes,
  specs: readonly GpuSpec[],
): { readonly gpus: readonly PlanGpu[]; readonly reasons: readonly PlanReason[] } | null {
  const fields = fieldsOf(row)
  const size = fields.number("gpu_memory_gib")
  const source = fields.text("gpu_memory_source")
  const byCuda = size !== null && (/cuda|vllm|printed|author/i.test(source ?? "") || !Number.isInteger(size))
  const named = fields.text("gpu_model")
  const needed = (wishes.tensorParallel ?? 1) * (wishes.pipelineParallel ?? 1)
  const count = fields.number("gpu_count") ?? needed
  const stated = size === null ? null : { totalGiB: size, byCuda }
  const gpus: PlanGpu[] = []
  for (let index = 0; index < Math.max(count, 1); index++) {
    const gpu = namedGpu(named, index, stated, specs)
    if (gpu === null) return null
    gpus.push(gpu)
  }
  const reasons: PlanReason[] = []
  if (size === null) reasons.push(planReason("gpu-total-estimated", { name: named ?? "" }))
  if (fields.number("gpu_count") === null) reasons.push(planReason("gpu-count-assumed", { gpus: count }))
  return { gpus, reasons }
}

function versionText(row: RawModelConfig): string | null {
  return fieldsOf(row).text("vllm_version")
}

function versionReasons(row: RawModelConfig): readonly PlanReason[] {
  const text = versionText(row)
  const known = parseVersion(text)
  const day = fieldsOf(row).text("date")
  if (text !== null && /fork|custom/.test(text)) return [planReason("version-fork", { version: text })]
  if (known === null && versionOfDay(day) !== null) return [planReason("version-unknown", { day: day ?? "" })]
  return []
}

function generationOf(text: string | null): "V0" | "V1" | null {
  if (text === null) return null
  return text.startsWith("V0") ? "V0" : "V1"
}

/** A field of its own, or a remark behind the engine: `V1 (Model Runner V2)`. */
function runnerOf(runner: string | null, engine: string | null): "V1" | "V2" | null {
  const said = runner ?? /Runner (V[12])/i.exec(engine ?? "")?.[1] ?? null
  return said === "V1" || said === "V2" ? said : null
}

function unknownAnswer(id: string | null, reasons: readonly PlanReason[]): PlanRowAnswer {
  return {
    id,
    weights_gib_per_gpu: null,
    kv_bytes_per_token: null,
    kv_budget_gib: null,
    kv_tokens: null,
    max_concurrency: null,
    fits: null,
    fail_stage: null,
    tight: false,
    items: [],
    reasons,
    args: [],
  }
}

function inGiB(bytes: number | undefined): number | null {
  return bytes === undefined ? null : round(bytes / GIB)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
