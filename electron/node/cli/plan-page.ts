import { launchArguments } from "#common/domain/launch"
import { type Range, spreadOf } from "#common/domain/plan/range"
import { REFUSALS } from "#common/domain/plan/reasons"
import type { GpuPlan, MemoryPlan, PlanItemKind } from "#common/domain/plan/types"
import { join } from "node:path"
import { findResources } from "../resources"
import type { CardsToPlan } from "./cards-to-plan"
import type { CliWords } from "./cli-words"
import type { ModelToPlan } from "./model-to-plan"
import { alignTable } from "./rows"

const GIB = 1024 ** 3
/** A range narrower than this is a figure. */
const WORTH_SHOWING_BYTES = 0.15 * GIB
/** Where vLLM listens when it is not told. */
const USUAL_PORT = 8000

/** A plan for people: the verdict, each card itemised, what is left for conversations, why, and the command. */
export async function planLines(
  model: ModelToPlan,
  cards: CardsToPlan,
  plan: MemoryPlan,
  words: CliWords,
): Promise<readonly string[]> {
  const shared = await words.shared()
  const reasons = plan.reasons.map((reason) => `  - ${shared.reason(reason)}`)
  const refusal = plan.reasons.find((reason) => REFUSALS.includes(reason.code))
  const verdict =
    refusal === undefined
      ? verdictText(plan, words)
      : words.say("plan-refused", { reason: shared.reason(refusal) })
  return [
    cards.gpus.length === 0
      ? model.name
      : words.say("plan-on", { model: model.name, gpus: namesText(cards.gpus) }),
    verdict,
    ...(plan.gpus.length === 0 ? [] : ["", ...alignTable(memoryTable(plan.gpus, words))]),
    ...cacheLines(plan, words),
    ...(reasons.length === 0 ? [] : ["", words.say("plan-why"), ...reasons]),
    "",
    words.say("plan-command"),
    `  ${commandText(model, plan)}`,
  ]
}

/** `8 × H200` for cards of one name. */
function namesText(gpus: CardsToPlan["gpus"]): string {
  const counts = new Map<string, number>()
  for (const { name } of gpus) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(", ")
}

function verdictText({ fits, tight, failStage, gpus }: MemoryPlan, words: CliWords): string {
  if (fits === null) return words.say(gpus.length === 0 ? "plan-no-gpu" : "plan-unknown")
  if (fits) return words.say(tight ? "plan-tight" : "plan-fits")
  const stage = failStage === null ? "" : words.list.failStages[failStage]
  return words.say("plan-no", { stage })
}

/** A column for each card, or one for all of them where they are alike. */
function memoryTable(gpus: readonly GpuPlan[], words: CliWords): readonly (readonly string[])[] {
  const kinds = gpus[0]?.items.map((item) => item.kind) ?? []
  const rows = [
    ...kinds.map((kind) => itemRow(kind, gpus, words)),
    [words.say("plan-total"), ...gpus.map((gpu) => words.formats.gib(gpu.totalBytes))],
  ]
  const alike = gpus.length > 1 && rows.every(([, ...cells]) => new Set(cells).size === 1)
  const head = alike
    ? [words.say("plan-each", { count: gpus.length })]
    : gpus.map((gpu) => `${words.say("gpu")} ${gpu.index}`)
  return [["GiB", ...head], ...rows.map((row) => row.slice(0, 1 + head.length))]
}

function itemRow(kind: PlanItemKind, gpus: readonly GpuPlan[], words: CliWords): readonly string[] {
  const cells = gpus.map((gpu) => {
    const item = gpu.items.find((one) => one.kind === kind)
    return item === undefined ? "" : rangeText(item.bytes, words)
  })
  return [words.list.memory[kind], ...cells]
}

function rangeText(range: Range, words: CliWords): string {
  const { gib } = words.formats
  if (spreadOf(range) < WORTH_SHOWING_BYTES) return gib(range.likely)
  return words.say("plan-range", { low: gib(range.low), high: gib(range.high), likely: gib(range.likely) })
}

function cacheLines({ cache, maxModelLen, fits }: MemoryPlan, words: CliWords): readonly string[] {
  if (cache === null) return []
  const { number } = words.formats
  const tokens = Math.max(0, Math.round(cache.tokens.likely))
  if (tokens === 0) return []
  const line = words.say("plan-cache", { tokens, perToken: Math.round(cache.bytesPerToken) })
  if (maxModelLen === null || fits === false) return ["", line]
  const chats = number(cache.maxConcurrency.likely, 1)
  return ["", line, words.say("plan-chats", { chats, context: maxModelLen })]
}

/** What Glimmer would start, to be typed by hand. */
function commandText({ place }: ModelToPlan, { settings }: MemoryPlan): string {
  const args = launchArguments(settings, {
    modelPath: place,
    servedModelName: place.slice(place.lastIndexOf("/") + 1),
    port: USUAL_PORT,
    toolParserPlugin: join(findResources().pythonScripts, "glimmer_glm4_0414_tool_parser.py"),
    chatTemplate: null,
  })
  const cards = settings.gpuUuids.length === 0 ? [] : [`CUDA_VISIBLE_DEVICES=${settings.gpuUuids.join(",")}`]
  return [...cards, "vllm", ...args.map(quoted)].join(" ")
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`
}
