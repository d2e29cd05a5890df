import { join } from "node:path"
import { z } from "zod"
import { type BinnedModel, HUB_SOURCES, type SourceWish } from "#common/domain/library"
import type { Home } from "../../home"
import { parseJson } from "../../parse-json"
import type { Files } from "../../ports"

/** A model that Glimmer keeps, as it was asked for. */
export interface LibraryRecord {
  readonly folder: string
  readonly id: string
  readonly wish: SourceWish
  readonly revision: string | null
  /** `wanted`: goes on with the next start of Glimmer, also after a failure. `here`: nothing more is to be done. */
  readonly phase: "wanted" | "paused" | "here"
}

/** A model in the bin and where it lies meanwhile. */
export interface BinRecord extends BinnedModel {
  readonly kept: string
  readonly record: LibraryRecord
}

/** All that Glimmer keeps, those on their way in the order of the queue. */
export interface LibraryFile {
  readonly format: 1
  readonly records: readonly LibraryRecord[]
  readonly bin: readonly BinRecord[]
}

const recordSchema = z.object({
  folder: z.string(),
  id: z.string(),
  wish: z.enum([...HUB_SOURCES, "auto"]),
  revision: z.string().nullable(),
  phase: z.enum(["wanted", "paused", "here"]),
}) satisfies z.ZodType<LibraryRecord>

const fileSchema = z.object({
  format: z.literal(1),
  records: z.array(recordSchema),
  bin: z.array(
    z.object({
      binId: z.string(),
      folder: z.string(),
      id: z.string().nullable(),
      name: z.string(),
      bytes: z.number(),
      removedAtMs: z.number(),
      kept: z.string(),
      record: recordSchema,
    }),
  ),
}) satisfies z.ZodType<LibraryFile>

const EMPTY: LibraryFile = { format: 1, records: [], bin: [] }

/** The list on disk. It survives a kill: it is replaced as a whole or not at all. */
export class LibraryStore {
  #saving: Promise<void> = Promise.resolve()

  constructor(
    private readonly files: Files,
    private readonly home: Pick<Home, "root">,
  ) {}

  async load(): Promise<LibraryFile> {
    const text = await this.files.readText(this.#path)
    return text === null ? EMPTY : (fileSchema.safeParse(parseJson(text)).data ?? EMPTY)
  }

  /** One after the other, so that the last word stays the last. */
  save(file: LibraryFile): Promise<void> {
    const done = this.#saving.then(() =>
      this.files.writeText(this.#path, `${JSON.stringify(file, null, 1)}\n`),
    )
    this.#saving = done.catch(() => undefined)
    return done
  }

  get #path(): string {
    return join(this.home.root, "library.json")
  }
}
