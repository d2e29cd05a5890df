import { readFileSync } from "node:fs"
import { CATALOG } from "#common/data/catalog/index"
import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import { KNOWN_CONFIGS } from "#common/data/catalog/known-configs"
import { findModel } from "#common/domain/plan/find-model"
import { type PlanKnowledge, planRow, type PlanRowAnswer } from "#common/domain/plan/row"

/** A published start: what was asked for and what vLLM reported. */
export interface MeasuredStart {
  readonly id: string
  readonly model: string | null
  readonly usable_for: readonly string[]
  readonly fail_stage: string | null
  readonly observed: {
    readonly model_loading_gib_per_gpu: number | null
    readonly available_kv_gib: number | null
    readonly kv_cache_tokens: number | null
    readonly max_concurrency: number | null
    readonly fits: boolean | null
  }
}

export const KNOWLEDGE: PlanKnowledge = {
  gpuSpecs: GPU_SPECS,
  findModel: (name) => findModel(name, CATALOG, KNOWN_CONFIGS),
}

export function readStarts(file: string): readonly MeasuredStart[] {
  const text = readFileSync(new URL(`../fixtures/plan/${file}`, import.meta.url), "utf8")
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as MeasuredStart)
}

/** A third of the rows, fixed by their names, was not looked at while the arithmetic was made. */
function isHeldOut(id: string): boolean {
  let hash = 0x811c9dc5
  for (const character of id) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0
  return hash % 3 === 0
}

/**
 * Verdicts that were missed, each with what the row does not say. A row may stand here only while it is missed.
 */
export const EXPLAINED_VERDICTS: Readonly<Record<string, string>> = {
  "3090-kv_vram_qwen_gmem065_offload0": "0.15 GiB decide; said to be tight",
  "vllm48601-qwen36-27b-fp8-4xh100":
    "ran out of memory after the cache was sized, at a normal utilisation: a defect of that build",
  "vllm17431-qwen3-8b-a800-util04": "other tenants of the card are not in the record",
  "vllm17462-qwen3-32b-2xl20": "utilisation not given; died 50 s after the cache was sized",
  "vllm29360-qwen3-coder-480b-fp8-8xh20":
    "utilisation, context and batch not given; died after the cache was sized",
  // Left open: the answer is null, with its reason.
  "llmd-h100-gpt-oss-120b": "utilisation not given: fits with 0.95, not with that release's 0.90",
  "llmd-h100-qwen3-32b-tp1-32000": "utilisation not given: fits with 0.95, not with that release's 0.90",
  "orin-qwen25vl7b-awq-fail": "8.29 GiB of others in a shared memory",
  "rtx6k-glm51-bf16-tp16-dcp8": "a fork with buffers of its own, 1.03 chats of room",
  "mia204-glm53flash-exl3-spark-instanttensor": "EXL3: bits per weight not given",
  "mia204-glm53flash-exl3-spark-defaultload": "EXL3: bits per weight not given",
  "mia204-glm53flash-exl3-spark-088": "EXL3: bits per weight not given",
  "5090-qwen9b-65536": "which model it was is not in the record",
  "vllm42147-qwen36-awq-24g": "which model it was is not in the record",
}

export interface ScoredStart {
  readonly start: MeasuredStart
  readonly answer: PlanRowAnswer
  /** Shares of the measured value; null where either side is silent. */
  readonly weights: number | null
  readonly bytesPerToken: number | null
  /** GiB. */
  readonly budget: number | null
  readonly verdict: "right" | "wrong" | "open" | null
}

/** Plans a start without what was observed, then compares. */
export function scoreStart(start: MeasuredStart): ScoredStart {
  const { observed, ...row } = start
  const answer = planRow(row, KNOWLEDGE)
  const usable = (what: string) => start.usable_for.includes(what)
  const perToken =
    observed.available_kv_gib !== null && observed.kv_cache_tokens !== null
      ? (observed.available_kv_gib * 1024 ** 3) / observed.kv_cache_tokens
      : null
  return {
    start,
    answer,
    weights: usable("weights") ? share(answer.weights_gib_per_gpu, observed.model_loading_gib_per_gpu) : null,
    bytesPerToken: usable("kv_bytes_per_token") ? share(answer.kv_bytes_per_token, perToken) : null,
    budget:
      usable("kv_budget") && answer.kv_budget_gib !== null && observed.available_kv_gib !== null
        ? Math.abs(answer.kv_budget_gib - observed.available_kv_gib)
        : null,
    verdict:
      !usable("fit") || observed.fits === null
        ? null
        : answer.fits === null
          ? "open"
          : answer.fits === observed.fits
            ? "right"
            : "wrong",
  }
}

export interface Score {
  readonly rows: number
  readonly weights: Spread
  readonly bytesPerToken: Spread
  readonly budget: Spread
  readonly verdict: { readonly right: number; readonly wrong: number; readonly open: number }
}

export interface Spread {
  readonly count: number
  readonly median: number
  readonly p90: number
}

export function totalScore(scored: readonly ScoredStart[]): Score {
  const count = (verdict: ScoredStart["verdict"]) => scored.filter((row) => row.verdict === verdict).length
  return {
    rows: scored.length,
    weights: spread(scored.map((row) => row.weights)),
    bytesPerToken: spread(scored.map((row) => row.bytesPerToken)),
    budget: spread(scored.map((row) => row.budget)),
    verdict: { right: count("right"), wrong: count("wrong"), open: count("open") },
  }
}

function spread(values: readonly (number | null)[]): Spread {
  const known = values.filter((value) => value !== null).toSorted((one, other) => one - other)
  const at = (part: number) => known[Math.min(known.length - 1, Math.floor(part * known.length))] ?? 0
  return { count: known.length, median: at(0.5), p90: at(0.9) }
}

/** The table as text, rows worst first where something was missed. */
export function scoreTable(scored: readonly ScoredStart[]): string {
  const parts = [
    ["all", scored],
    ["developed on", scored.filter((row) => !isHeldOut(row.start.id))],
    ["held out", scored.filter((row) => isHeldOut(row.start.id))],
  ] as const
  const lines = parts.map(([name, rows]) => {
    const score = totalScore(rows)
    return [
      name.padEnd(13),
      `weights ${percent(score.weights.median)} / ${percent(score.weights.p90)} (${score.weights.count})`,
      `bytes/token ${percent(score.bytesPerToken.median)} (${score.bytesPerToken.count})`,
      `budget ${gib(score.budget.median)} / ${gib(score.budget.p90)} (${score.budget.count})`,
      `verdict ${score.verdict.right} right, ${score.verdict.wrong} wrong, ${score.verdict.open} open`,
    ].join(" | ")
  })
  const missed = scored.filter(
    (row) =>
      (row.weights ?? 0) > 0.05 ||
      (row.bytesPerToken ?? 0) > 0.01 ||
      (row.budget ?? 0) > 1.5 ||
      row.verdict === "wrong" ||
      row.verdict === "open",
  )
  return [...lines, "", ...missed.map(describe)].join("\n")
}

function describe({ start, answer, weights, bytesPerToken, budget, verdict }: ScoredStart): string {
  const { observed } = start
  const values = [
    `w ${figure(answer.weights_gib_per_gpu)}/${observed.model_loading_gib_per_gpu ?? "–"}${(weights ?? 0) > 0.05 ? "!" : ""}`,
    `b/t ${answer.kv_bytes_per_token ?? "–"}${(bytesPerToken ?? 0) > 0.01 ? "!" : ""}`,
    `kv ${figure(answer.kv_budget_gib)}/${observed.available_kv_gib ?? "–"}${(budget ?? 0) > 1.5 ? "!" : ""}`,
    `conc ${figure(answer.max_concurrency)}/${observed.max_concurrency ?? "–"}`,
    `fits ${answer.fits}/${observed.fits} ${answer.fail_stage ?? ""}/${start.fail_stage ?? ""} ${verdict === "wrong" ? "!" : ""}${answer.tight ? " tight" : ""}`,
  ]
  return `${isHeldOut(start.id) ? "H" : "D"} ${start.id.padEnd(46)} ${values.join(" | ")}`
}

function share(planned: number | null, measured: number | null): number | null {
  return planned === null || measured === null || measured === 0 ? null : Math.abs(planned / measured - 1)
}

function percent(value: number): string {
  return `${(100 * value).toFixed(2)} %`
}

function gib(value: number): string {
  return `${value.toFixed(2)} GiB`
}

function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(2)
}
