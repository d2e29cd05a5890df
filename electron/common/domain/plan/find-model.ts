import type { CatalogModel, RawModelConfig } from "../model"
import type { KnownModel } from "./row"

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
  const format = FORMAT_IN_NAME.exec(name)?.[0] ?? "unspecified"
  const base = namesake(name, catalog)
  if (base !== null && base.config !== null) {
    return { ...ofCatalog(base, base.config), storedBytes: null, quantizationHint: format }
  }
  const said = ` ${words(name)} `
  const key = Object.keys(configs).find((id) => said.includes(` ${words(lastPart(id))} `))
  const likeIt = key === undefined ? undefined : configs[key]
  return likeIt === undefined ? null : { ...UNKNOWN_PARTS, config: likeIt, quantizationHint: format }
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
