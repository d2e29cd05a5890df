import { OWN_TOOL_PARSER } from "../launch"
import type { RawModelConfig } from "../model"
import { parseVersion, versionOfDay } from "./engine-rules"
import type { GpuSpec } from "./gpus"
import { contextRefusals, planMemory } from "./plan"
import { spreadOf } from "./range"
import { planReason, type PlanReason } from "./reasons"
import { rowCardsOf, unnamedCards } from "./row-cards"
import { type RowFields, rowFieldsOf } from "./row-fields"
import { rowWishesOf } from "./row-wishes"
import type { MemoryPlan, PlanInput, PlanWishes } from "./types"

const GIB = 1024 ** 3

/** What rows may refer to by name: cards, and models with a public config. */
export interface PlanKnowledge {
  readonly gpuSpecs: readonly GpuSpec[]
  /** Config and stored bytes of a model by the name a row uses; null for a name nobody knows. */
  readonly findModel: (name: string) => KnownModel | null
}

/** The hint of a name that is a conversion of a known model and does not say which. */
export const UNSPECIFIED_FORMAT = "unspecified"

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
export function planRow(raw: RawModelConfig, knowledge: PlanKnowledge): PlanRowAnswer {
  const row = rowFieldsOf(raw)
  const id = idOf(raw)
  const name = row.text("model") ?? ""
  const known = name === "" ? null : knowledge.findModel(name)
  const given = row.object("config")
  const { wishes, contextToFit, textOnly } = rowWishesOf(row)
  const config = given ?? known?.config ?? null
  if (config === null) return unknownAnswer(id, [planReason("model-unknown", { model: name })])
  const dtype = row.text("dtype") ?? ""
  if (/^(float|float32|fp32)$/i.test(dtype)) {
    // Twice of everything, by kernels that few have measured.
    return unknownAnswer(id, [planReason("dtype-not-planned", { dtype })])
  }
  const cards = rowCardsOf(row, wishes, knowledge.gpuSpecs)
  const total = row.amount("weights_bytes") ?? (given === null ? known?.storedBytes : null) ?? null
  const input: PlanInput = {
    modelId: name,
    config: textOnly ? withoutTower(config) : config,
    stored: total === null ? null : { totalBytes: total, tensors: null },
    quantizationHint: row.text("quantization") ?? hintOf(known, given !== null),
    // What a GPU holds of the weights and what a token takes do not depend on its size.
    gpus: cards?.gpus ?? unnamedCards(wishes),
    topology: null,
    vllmVersion: row.text("vllm_version"),
    day: row.text("date"),
    generation: generationOf(row.text("engine")),
    runner: runnerOf(row.text("model_runner"), row.text("engine")),
    longerContext: true,
    target: "cuda",
    // Cards of several kinds were named to be used, the small one too.
    wishes: cards?.mixed === true ? { ...wishes, gpuUuids: cards.gpus.map((gpu) => gpu.uuid) } : wishes,
    measured: [],
    toolCallParser: known?.toolCallParser ?? null,
    reasoningParser: known?.reasoningParser ?? null,
  }
  const plan = planMemory(input)
  const unnamed = planReason("gpu-unknown", { name: row.text("gpu_model") ?? "" })
  const reasons = [
    ...(cards?.reasons ?? [unnamed]),
    ...versionReasons(row),
    ...draftReasons(row, wishes),
    ...plan.reasons,
  ]
  // A fork brings kernels of its own, whose working memory nobody here knows.
  const foreign = reasons.some((reason) => reason.code === "version-fork")
  const answer = answerOf(id, plan, wishes, reasons, foreign)
  if (cards === null) return { ...answer, ...WITHOUT_CARD }
  return { ...answer, ...openVerdict(plan, input, { foreign, contextToFit }, reasons) }
}

/** A config tells its format itself: that a name does not say one matters only where there is none. */
function hintOf(known: KnownModel | null, hasConfig: boolean): string | null {
  const hint = known?.quantizationHint ?? null
  return hasConfig && hint === UNSPECIFIED_FORMAT ? null : hint
}

type OpenVerdict = Pick<PlanRowAnswer, "fits" | "fail_stage" | "tight" | "reasons">

/** Where what a row leaves out decides, neither answer is more than a guess. */
function openVerdict(
  plan: MemoryPlan,
  input: PlanInput,
  told: { readonly foreign: boolean; readonly contextToFit: boolean },
  reasons: readonly PlanReason[],
): Partial<OpenVerdict> {
  if (told.contextToFit && plan.failStage === "kv_too_small_for_max_model_len") {
    return { fits: true, fail_stage: null, tight: false }
  }
  if (told.foreign && plan.tight) return { fits: null }
  const longer = plan.shape === null ? [] : contextRefusals(plan.shape, input.wishes.maxModelLen)
  // vLLM takes it only with the model's config overridden, which the row may not say.
  if (longer.length > 0 && plan.fits === true) return { fits: null, reasons: [...longer, ...reasons] }
  const missed = plan.failStage === "no_kv_memory" || plan.failStage === "kv_too_small_for_max_model_len"
  if (input.wishes.utilization !== null || !missed) return {}
  const utilization = HIGHEST_USUAL_UTILIZATION
  const roomier = planMemory({ ...input, wishes: { ...input.wishes, utilization } })
  if (roomier.fits !== true) return {}
  const reason = planReason("utilization-decides", { assumed: plan.utilization, utilization })
  return { fits: null, reasons: [...reasons, reason] }
}

/** People raise the share to this where they need room; beyond it a start dies of what lies outside. */
const HIGHEST_USUAL_UTILIZATION = 0.95

/** The config of the text part alone, as vLLM loads it when images are switched off. */
function withoutTower(config: RawModelConfig): RawModelConfig {
  return Object.fromEntries(
    Object.entries(config).filter(([name]) => !/^(vision|vit|vision_tower|audio)_config$/.test(name)),
  )
}

function idOf(row: RawModelConfig): string | null {
  const id = row["id"]
  return typeof id === "string" ? id : typeof id === "number" ? String(id) : null
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

function versionReasons(row: RowFields): readonly PlanReason[] {
  const text = row.text("vllm_version")
  const day = row.text("date")
  if (text !== null && /fork|custom/.test(text)) return [planReason("version-fork", { version: text })]
  if (parseVersion(text) === null && versionOfDay(day) !== null) {
    return [planReason("version-unknown", { day: day ?? "" })]
  }
  return []
}

/** Drafts by another model: what that one takes is in none of these files. */
function draftReasons(row: RowFields, { draftTokens }: PlanWishes): readonly PlanReason[] {
  const said = row.text("speculative")
  const other = said !== null && draftTokens === 0 && !/^(off|false|no)\b|ngram/i.test(said)
  return other ? [planReason("draft-model-unknown", { name: said })] : []
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
