import { z } from "zod"
import { ARCHITECTURE_PARSERS } from "#common/data/architecture-parsers"
import { filesToFetch, isServable, weightBytesOf } from "#common/domain/hub-files"
import type { HubModel } from "#common/domain/library"
import type { RawModelConfig } from "#common/domain/model"
import { architectureOf } from "#common/domain/model"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { parsePythonJson } from "../../parse-json"
import { askHub, type HubPorts } from "./ask-hub"
import { fileAddresses, hostOf, type HubListing, pageOf } from "./hub-server"
import type { Located } from "./locate-model"

const configSchema = z.record(z.string(), z.unknown())
const TOKENIZER = /^(?:tokenizer\.json|tokenizer\.model|tokenizer_config\.json|tekken\.json|vocab\.json)$/u

/**
 * What a model on a hub is: its configuration, read now, and what a pull would fetch. Errors: those of asking a hub,
 * and `hub-not-a-model`.
 */
export async function inspectModel(
  ports: HubPorts,
  located: readonly Located[],
  signal: AbortSignal,
): Promise<HubModel> {
  const [best] = located
  if (best === undefined) throw new Error("nothing was located")
  const { listing } = best
  const config = await readConfig(ports, listing, signal)
  const { server, id, revision, commit, gated, license } = listing
  const files = filesToFetch(listing.files)
  const parsers = ARCHITECTURE_PARSERS[architectureOf(config)]
  return {
    ...{ id, source: server.source, host: hostOf(server), revision, commit, config, gated, license },
    weightBytes: weightBytesOf(files),
    totalBytes: files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    files: files.length,
    page: pageOf(server, id),
    hasTokenizer: files.some(({ path }) => TOKENIZER.test(path)),
    toolCallParser: parsers?.toolCallParser ?? null,
    reasoningParser: parsers?.reasoningParser ?? null,
    sources: located.map((one) => ({
      source: one.listing.server.source,
      host: hostOf(one.listing.server),
      rate: one.rate,
    })),
  }
}

/**
 * The configuration: also the cheapest way to learn whether the files may be had at all, for a gated model's list is
 * public. Errors: as above.
 */
export async function readConfig(
  ports: HubPorts,
  listing: HubListing,
  signal: AbortSignal,
): Promise<RawModelConfig> {
  const { server, id, files } = listing
  const refuse = (evidence: string | null) =>
    new ProblemError(makeProblem("hub-not-a-model", { model: id, host: hostOf(server) }, evidence))
  if (!isServable(files)) throw refuse(null)
  const text = await readFirst(ports, listing, "config.json", signal)
  const parsed = configSchema.safeParse(parsePythonJson(text))
  if (!parsed.success) throw refuse("config.json")
  return parsed.data
}

/** A small file from the first address that has it. Errors: what the most exact address said. */
async function readFirst(
  ports: HubPorts,
  listing: HubListing,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  let first: unknown = null
  for (const url of fileAddresses(listing.server, listing, path)) {
    try {
      return (await askHub(ports, { ...listing, signal }, url)).text
    } catch (error) {
      first ??= error
      if (!ProblemError.is(error) || error.problem.values["status"] !== 404) break
    }
  }
  throw first
}
