import { randomBytes } from "node:crypto"
import { join } from "node:path"
import type { Home } from "../../home"
import type { Files } from "../../ports"

/** 192 bits, in letters that need no quoting anywhere. */
const KEY = /^[\w-]{32}$/

/**
 * The key the engine asks for. It is kept, so that a program that was set up once works after every start; its file
 * is readable by its user alone.
 */
export class EngineKey {
  /** One making at a time: a page and a start may ask at the same moment. */
  #kept: Promise<string> | null = null

  constructor(
    private readonly files: Files,
    private readonly home: Home,
  ) {}

  /** The key of the next start; made when there is none. */
  current(): Promise<string> {
    this.#kept ??= this.#read()
    return this.#kept
  }

  /** Replaces it. An engine that runs keeps the one it was started with. */
  renew(): Promise<string> {
    this.#kept = this.#make()
    return this.#kept
  }

  async #read(): Promise<string> {
    const kept = (await this.files.readText(this.#path))?.trim()
    return kept !== undefined && KEY.test(kept) ? kept : this.#make()
  }

  async #make(): Promise<string> {
    const key = randomBytes(24).toString("base64url")
    await this.files.makeFolder(this.home.run)
    await this.files.writeText(this.#path, `${key}\n`, 0o600)
    return key
  }

  get #path(): string {
    return join(this.home.run, "engine-key")
  }
}
