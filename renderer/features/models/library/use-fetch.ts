import { HUB_ADDRESSES } from "#common/data/mirrors"
import { isOnItsWay, type LibraryModel, type LibraryView } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import { catalogPage } from "../../../state/catalog-page"
import { type Action, useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { useLibrary } from "./use-library"

/** `here`: can be started. `stopped`: begun, and nobody is fetching it now. */
export type FetchState = "here" | "absent" | "under-way" | "stopped"

/** A model as far as having it on this disk goes. */
export interface Fetch {
  readonly state: FetchState
  readonly entry: LibraryModel | null
  /** What is to be fetched; null where nobody knows before the hub is asked. */
  readonly bytes: number | null
  readonly freeBytes: number | null
  /** Its page on the hub; null for a folder. */
  readonly page: string | null
  /** Begins, or goes on. */
  readonly start: Action<[]>
}

/** Where a model stands on its way to this disk; null until the library is known. */
export function useFetch(model: ModelChoice | null): Fetch | null {
  const { client } = useGlimmer()
  const view = useLibrary()
  const entry = model === null || view === null ? null : entryOf(model, view)
  const start = useAction(async () => {
    if (model === null) return
    if (entry !== null) await client.library.resume({ folder: entry.folder })
    else await client.library.pull({ id: model.id, source: "auto", revision: null, folder: null })
  })
  if (model === null || view === null) return null
  return {
    state: fetchState(model, entry),
    entry,
    bytes: model.weightBytes ?? catalogPage(model)?.weights?.bytes ?? null,
    freeBytes: view.disk?.freeBytes ?? null,
    page: model.kind === "catalog" ? `${HUB_ADDRESSES.huggingface}/${model.id}` : null,
    start,
  }
}

/** What the library says of a model; nothing for one it does not keep. */
export function entryOf(model: ModelChoice, { models }: LibraryView): LibraryModel | null {
  return models.find(({ choiceId }) => choiceId === model.id) ?? null
}

/** The library knows better than the list of models, which is asked for now and then. */
export function fetchState(model: ModelChoice, entry: LibraryModel | null): FetchState {
  if (entry === null) return model.path === null ? "absent" : "here"
  if (entry.state === "complete") return "here"
  if (entry.state === "paused" || entry.state === "failed" || entry.state === "incomplete") return "stopped"
  return isOnItsWay(entry) || entry.state === "moving" ? "under-way" : "here"
}
