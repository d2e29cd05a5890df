import { dirname } from "node:path"
import type { Files, Logger } from "../../ports"

/** One field as it may come from a file a person edited; undefined when it is not acceptable. */
export type FieldReader<T> = { readonly [Key in keyof T]: (raw: unknown) => T[Key] | undefined }

/**
 * A small object kept as JSON that a person can read and change. Reading never fails: a field that is missing gets
 * its default, a field that makes no sense as well, and then the file as it was is kept aside as `<name>.broken`.
 */
export class JsonFile<T extends object> {
  constructor(
    private readonly files: Pick<Files, "readText" | "writeText" | "makeFolder">,
    private readonly log: Pick<Logger, "warn">,
    private readonly path: string,
    private readonly fields: FieldReader<T>,
    private readonly defaults: T,
  ) {}

  async read(): Promise<T> {
    const text = await this.files.readText(this.path)
    if (text === null) return this.defaults
    const raw = parseObject(text)
    const { value, broken } = this.#readFields(raw ?? {})
    if (raw === null || broken.length > 0) await this.#keepAside(text, raw === null ? ["(all)"] : broken)
    return value
  }

  async write(value: T): Promise<void> {
    await this.files.makeFolder(dirname(this.path))
    // Readable by its owner only: a package index address can carry a password.
    await this.files.writeText(this.path, `${JSON.stringify(value, null, 2)}\n`, 0o600)
  }

  #readFields(raw: Readonly<Record<string, unknown>>): { value: T; broken: string[] } {
    const value = { ...this.defaults }
    const broken: string[] = []
    for (const key in this.fields) {
      if (raw[key] === undefined) continue
      const field = this.fields[key](raw[key])
      if (field === undefined) broken.push(key)
      else value[key] = field
    }
    return { value, broken }
  }

  async #keepAside(text: string, fields: readonly string[]): Promise<void> {
    const aside = `${this.path}.broken`
    this.log.warn("a settings file could not be read in full; defaults fill the gaps", {
      path: this.path,
      keptAs: aside,
      fields,
    })
    await this.files.writeText(aside, text, 0o600)
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const raw: unknown = JSON.parse(text)
    return isRecord(raw) ? raw : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
