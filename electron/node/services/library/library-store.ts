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

const binSchema = z.object({
  binId: z.string(),
  folder: z.string(),
  id: z.string().nullable(),
  name: z.string(),
  bytes: z.number(),
  removedAtMs: z.number(),
  kept: z.string(),
  record: recordSchema,
}) satisfies z.ZodType<BinRecord>

const fileSchema = z.object({
  format: z.literal(1),
  records: z.array(z.unknown()),
  bin: z.array(z.unknown()),
})

/** The list on disk. It survives a kill: it is replaced as a whole or not at all. */
export class LibraryStore {
  #saving: Promise<void> = Promise.resolve()
  /** What stood there and could not be understood in full; it is kept aside before it is replaced. */
  #broken: string | null = null

  constructor(
    private readonly files: Files,
    private readonly home: Pick<Home, "root">,
  ) {}

  /** Of a damaged list all that makes sense; nothing is written. */
  async load(): Promise<LibraryFile> {
    const text = await this.files.readText(this.#path)
    const file = text === null ? undefined : fileSchema.safeParse(parseJson(text)).data
    const records = goodOnes(recordSchema, file?.records ?? [])
    const bin = goodOnes(binSchema, file?.bin ?? [])
    const isWhole = records.length === file?.records.length && bin.length === file.bin.length
    this.#broken = isWhole ? null : text
    return { format: 1, records, bin }
  }

  /** One after the other, so that the last word stays the last. */
  save(file: LibraryFile): Promise<void> {
    const done = this.#saving.then(() => this.#write(file))
    this.#saving = done.catch(() => undefined)
    return done
  }

  async #write(file: LibraryFile): Promise<void> {
    if (this.#broken !== null) await this.files.writeText(`${this.#path}.broken`, this.#broken)
    this.#broken = null
    await this.files.writeText(this.#path, `${JSON.stringify(file, null, 1)}\n`)
  }

  get #path(): string {
    return join(this.home.root, "library.json")
  }
}

function goodOnes<T>(schema: z.ZodType<T>, raw: readonly unknown[]): readonly T[] {
  return raw.flatMap((one) => {
    const { success, data } = schema.safeParse(one)
    return success ? [data] : []
  })
}
