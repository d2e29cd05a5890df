import type { RawModelConfig } from "./model"
import type { Problem } from "./problem"

/** Where models are published. Hugging Face stands for every server with its interface, mirrors included. */
export const HUB_SOURCES = ["huggingface", "modelscope"] as const
export type HubSource = (typeof HUB_SOURCES)[number]

/** `auto`: the one that proves faster from here. */
export type SourceWish = HubSource | "auto"

export type LibraryState =
  /** Waits for its turn. */
  | "queued"
  /** Asks the sources what the model consists of, and which of them is faster. */
  | "listing"
  | "running"
  | "paused"
  | "failed"
  /** All bytes are there; hashes and the list of its files are being compared. */
  | "checking"
  | "moving"
  /** Every file is there. `verified` tells how far that was proved. */
  | "complete"
  /** Files are missing, and nobody is fetching them. */
  | "incomplete"

/** Who keeps the folder. Only what Glimmer keeps is ever changed by it. */
export type LibraryPlace = "glimmer" | "huggingface-cache" | "modelscope-cache" | "lm-studio"

/** How far it was proved that the files are those that were published. */
export type Verified =
  /** Every file by its hash. */
  | "hashes"
  /** Every file that its own index names is there; nobody told the hashes. */
  | "index"
  | "no"

/** A model on this machine, or on its way to it. */
export interface LibraryModel {
  /** Full path; names the entry. */
  readonly folder: string
  /** The model's id where models are chosen: as in `ModelChoice`. */
  readonly choiceId: string
  /** Id on the hub; null for a folder that does not tell. */
  readonly id: string | null
  readonly name: string
  readonly place: LibraryPlace
  readonly state: LibraryState
  readonly wish: SourceWish
  /** Where it came or comes from; null while that is not decided, and for what others fetched. */
  readonly source: HubSource | null
  /** Server in use, without anything secret: `hf-mirror.com`. */
  readonly host: string | null
  /** Branch, tag or commit that was asked for; null: the newest. */
  readonly revision: string | null
  /** Exactly what was fetched; null where the source does not tell. */
  readonly commit: string | null
  readonly doneBytes: number
  /** Null while nobody knows. */
  readonly totalBytes: number | null
  /** Bytes that came over the network since it was last begun. */
  readonly fetchedBytes: number
  /** Bytes a second; null while nothing moves. */
  readonly rate: number | null
  readonly remainingSeconds: readonly [low: number, high: number] | null
  readonly filesDone: number
  readonly filesTotal: number | null
  readonly verified: Verified
  /** ms since 1970; null: never. */
  readonly verifiedAtMs: number | null
  /** Why it failed, or what is being waited out. */
  readonly problem: Problem | null
}

/** A model that was removed and can come back until the bin is emptied. */
export interface BinnedModel {
  readonly binId: string
  /** Where it was and will be again. */
  readonly folder: string
  readonly id: string | null
  readonly name: string
  readonly bytes: number
  readonly removedAtMs: number
}

/** How Glimmer shows a source who is asking. Never the token itself. */
export type TokenState =
  | "none"
  | "environment"
  /** In the system's secret store. */
  | "secret-store"
  /** In a file that only its owner may read, where there is no secret store. */
  | "file"
  /** Signed in by Hugging Face's own tools. */
  | "hub-tools"

export interface LibraryView {
  /** On their way first, in the order of the queue; then what is here, by name. */
  readonly models: readonly LibraryModel[]
  readonly bin: readonly BinnedModel[]
  readonly tokens: Readonly<Record<HubSource, TokenState>>
  /** Of all downloads together; null: as fast as it goes. */
  readonly limitBytesPerSecond: number | null
  /** The disk new models go to. */
  readonly disk: { readonly path: string; readonly freeBytes: number; readonly totalBytes: number } | null
}

/** What to fetch. */
export interface PullRequest {
  readonly id: string
  readonly source: SourceWish
  /** Branch, tag or commit; null: the newest. */
  readonly revision: string | null
  /** The model's own folder; null: under Glimmer's models. */
  readonly folder: string | null
}

/** A model on a hub, read before anything of it is fetched. */
export interface HubModel {
  readonly id: string
  readonly source: HubSource
  readonly host: string
  readonly revision: string | null
  readonly commit: string | null
  readonly config: RawModelConfig
  /** Exact bytes of the weight files. */
  readonly weightBytes: number
  /** What a pull would fetch. */
  readonly totalBytes: number
  readonly files: number
  /** Its licence has to be accepted on its page first. */
  readonly gated: boolean
  readonly license: string | null
  /** Its page, for people. */
  readonly page: string
  /** A tokenizer is among the files: without one it cannot be chatted with. */
  readonly hasTokenizer: boolean
  readonly toolCallParser: string | null
  readonly reasoningParser: string | null
  /** Where it was found, fastest first; what it would be fetched from when the choice is left open. */
  readonly sources: readonly {
    readonly source: HubSource
    readonly host: string
    readonly rate: number | null
  }[]
}

/** Models that are being fetched, or will be. */
export function isOnItsWay({ state }: Pick<LibraryModel, "state">): boolean {
  return !["complete", "incomplete", "moving"].includes(state)
}

export function emptyLibrary(): LibraryView {
  return {
    models: [],
    bin: [],
    tokens: { huggingface: "none", modelscope: "none" },
    limitBytesPerSecond: null,
    disk: null,
  }
}
