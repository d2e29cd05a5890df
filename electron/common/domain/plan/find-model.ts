import type { CatalogModel, RawModelConfig } from "../model"
import { type KnownModel, UNSPECIFIED_FORMAT } from "./row"

/** The formats a repository's name may announce. */
const FORMAT_IN_NAME = /nvfp4|mxfp4|fp8|awq|gptq|int4|int8|w4a16|w8a8|exl3|bnb|bitsandbytes/i

/**
 * Finds a model by what somebody calls it: an id or an alias of the catalogue, a public config, or a catalogue model
 * that somebody else's repository is named after; then the format comes from that name.
 */
export function findModel(
  called: string,
  catalog: readonly CatalogModel[],
  configs: Readonly<Record<string, RawModelConfig>>,
): KnownModel | null {
  // People add remarks in brackets; one that names a format is part of the name.
  const remark = /\s*\([^)]*\)\s*$/.exec(called)?.[0] ?? ""
  const name = FORMAT_IN_NAME.test(remark) ? called : called.slice(0, called.length - remark.length)
  const config = configs[name]
  if (config !== undefined) return { ...UNKNOWN_PARTS, config }
  const exact = catalog.find(
    (model) => sameName(model.id, name) || model.aliases.some((alias) => sameName(alias, name)),
  )
  const named = exact ?? catalog.find((model) => sameName(lastPart(model.id), lastPart(name)))
  if (named !== undefined && named.config !== null) return ofCatalog(named, named.config)
  // Somebody else's conversion that does not say which: its format is not the original's.
  const format = FORMAT_IN_NAME.exec(name)?.[0] ?? UNSPECIFIED_FORMAT
  const base = namesake(name, catalog)
  if (base !== null && base.config !== null) {
    return { ...ofCatalog(base, base.config), storedBytes: null, quantizationHint: format }
  }
  const key = nearestName(name, Object.keys(configs))
  const likeIt = key === null ? undefined : configs[key]
  if (likeIt === undefined) return null
  // A config that has a format of its own is of that format, unless the name says another.
  const hint = format === UNSPECIFIED_FORMAT && alike(name, key ?? "") ? null : format
  return { ...UNKNOWN_PARTS, config: likeIt, quantizationHint: hint }
}

/** Words that name the same weights trained for another use. */
const USES = /^(instruct|chat|it|hf|base|meta|v\d+(\.\d+)?|\d{4,6})$/
/** Words that name other weights: a size, another family, a cut-down model. */
const OTHERS =
  /^(\d+(\.\d+)?[bm]|a\d+b|x\d+b|\d+x\d+b|distill|vl|vision|coder|math|moe|omni|audio|mini|small|nano|lite|flash|next|qwen[\d.]*|llama|mistral|gemma|phi|deepseek)$/

/** The longest known name whose words are all part of the given one, in order, with nothing beside that is another model. */
function nearestName(name: string, ids: readonly string[]): string | null {
  // Without who published it: the rest may hold a path in a remark.
  const said = wordsOfUse(name.replace(/^[\w.-]+\//, ""))
  const all = words(name).split(" ")
  const found = ids
    .map((id) => ({ id, known: wordsOfUse(lastPart(id)) }))
    .filter(({ known }) => ` ${said.join(" ")} `.includes(` ${known.join(" ")} `))
    .filter(({ known }) => !said.some((word) => isOther(word, known)))
    .map(({ id, known }) => {
      const full = words(lastPart(id)).split(" ")
      // Of two for other uses the one whose other words are said, too: `…-2507`, `…-v0.3`.
      return { id, score: 100 * known.length + full.filter((word) => all.includes(word)).length }
    })
  return found.toSorted((one, other) => other.score - one.score)[0]?.id ?? null
}

/** A word that makes it another model; `qwen` beside `qwen3.6` repeats what is known. */
function isOther(word: string, known: readonly string[]): boolean {
  return OTHERS.test(word) && !known.some((one) => one.startsWith(word))
}

/** Nothing beside the known name but what it was trained for. */
function alike(name: string, id: string): boolean {
  return wordsOfUse(lastPart(name)).join(" ") === wordsOfUse(lastPart(id)).join(" ")
}

function wordsOfUse(text: string): readonly string[] {
  return words(text)
    .split(" ")
    .filter((word) => !USES.test(word))
}

function ofCatalog(model: CatalogModel, config: RawModelConfig): KnownModel {
  return {
    config,
    // A computed size tells nothing the config does not.
    storedBytes: model.weights?.exact === true ? model.weights.bytes : null,
    quantizationHint: null,
    toolCallParser: model.toolCallParser,
    reasoningParser: model.reasoningParser,
  }
}

/** The full-precision model with the longest name that is part of the given one. */
function namesake(name: string, catalog: readonly CatalogModel[]): CatalogModel | null {
  const said = ` ${words(name)} `
  const heads = catalog.filter((model) => model.format === "bf16" && model.kind === "official")
  return heads
    .filter((model) => said.includes(` ${words(lastPart(model.id)).replace(/ bf16$/, "")} `))
    .reduce<CatalogModel | null>(
      (best, model) => (best === null || model.id.length > best.id.length ? model : best),
      null,
    )
}

const UNKNOWN_PARTS = {
  storedBytes: null,
  quantizationHint: null,
  toolCallParser: null,
  reasoningParser: null,
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1)
}

function words(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, " ")
    .trim()
}
