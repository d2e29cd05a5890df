import { basename, resolve } from "node:path"
import { CATALOG } from "#common/data/catalog/index"
import { KNOWN_CONFIGS } from "#common/data/catalog/known-configs"
import { findModel } from "#common/domain/plan/find-model"
import type { KnownModel } from "#common/domain/plan/row"
import type { Files } from "../ports"
import { readModelFolder } from "../services/models/read-model-folder"
import { similarTo } from "./suggest"

/** A model that a plan is wanted for. */
export interface ModelToPlan extends KnownModel {
  readonly name: string
  /** Folder on this machine, or the id to fetch it by: what stands behind `vllm serve`. */
  readonly place: string
  /** Under which id starts of it were measured. */
  readonly id: string
}

/**
 * Finds what somebody means by a model: a folder on this machine, else a name of the catalogue or of a model with a
 * public config; null for what nobody knows. Errors: those of reading a folder.
 */
export async function findModelToPlan(files: Files, typed: string): Promise<ModelToPlan | null> {
  const path = resolve(typed)
  if ((await files.info(path))?.kind === "folder") {
    const { config, weightBytes, toolCallParser, reasoningParser } = await readModelFolder(files, path)
    const parsers = { toolCallParser, reasoningParser }
    return {
      name: basename(path),
      place: path,
      id: `folder:${path}`,
      config,
      storedBytes: weightBytes,
      quantizationHint: null,
      ...parsers,
    }
  }
  const known = findModel(typed, CATALOG, KNOWN_CONFIGS)
  if (known === null) return null
  const entry = CATALOG.find((model) => model.config === known.config)
  const id = entry?.id ?? typed
  return { ...known, name: entry?.name ?? typed, place: id, id }
}

/** Names of the catalogue that somebody may have meant. */
export function similarModels(typed: string): readonly string[] {
  const wanted = typed.slice(typed.lastIndexOf("/") + 1)
  const names = CATALOG.map((model) => model.id.slice(model.id.lastIndexOf("/") + 1))
  return similarTo(wanted, names).slice(0, 3)
}
