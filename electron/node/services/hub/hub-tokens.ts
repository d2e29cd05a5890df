import { dirname, join } from "node:path"
import { z } from "zod"
import { HUB_SOURCES, type HubSource, type TokenState } from "#common/domain/library"
import type { Home } from "../../home"
import { parseJson } from "../../parse-json"
import type { Ports } from "../../ports"

/** A token and where it is kept; the token never leaves the services. */
interface KnownToken {
  readonly token: string | null
  readonly state: TokenState
}

const keptSchema = z.object({ kept: z.enum(["secret-store", "file"]), token: z.string().optional() })
const fileSchema = z.partialRecord(z.enum(HUB_SOURCES), keptSchema)

/** A secret store that wants to be unlocked asks its person; nobody is there to see that for long. */
const STORE_TIMEOUT_MS = 15_000
const VARIABLES: Readonly<Record<HubSource, readonly string[]>> = {
  huggingface: ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"],
  modelscope: ["MODELSCOPE_API_TOKEN"],
}

/**
 * Access tokens: from the environment, else those a person entered, else Hugging Face's own sign-in. Entered ones are
 * kept by the system's secret store where there is one, else in a file for its owner only.
 */
export class HubTokens {
  constructor(
    private readonly ports: Pick<Ports, "files" | "processes" | "environment" | "log">,
    private readonly home: Pick<Home, "settingsFile">,
  ) {}

  async find(source: HubSource): Promise<KnownToken> {
    const fromEnvironment = VARIABLES[source]
      .map((name) => this.ports.environment[name]?.trim())
      .find(Boolean)
    if (fromEnvironment !== undefined) return { token: fromEnvironment, state: "environment" }
    const kept = (await this.#read())[source]
    if (kept?.kept === "file" && kept.token !== undefined) return { token: kept.token, state: "file" }
    if (kept?.kept === "secret-store") return { token: await this.#lookUp(source), state: "secret-store" }
    const signedIn = source === "huggingface" ? await this.#ofHubTools() : null
    return { token: signedIn, state: signedIn === null ? "none" : "hub-tools" }
  }

  /** Null forgets it. */
  async keep(source: HubSource, token: string | null): Promise<void> {
    const { [source]: former, ...others } = await this.#read()
    if (former?.kept === "secret-store") await this.#store(["clear", ...attributes(source)])
    if (token === null) return this.#write(others)
    // The token goes by standard input: command lines are for everybody to see.
    const label = `--label=Glimmer: ${source}`
    const isStored = await this.#store(["store", label, ...attributes(source)], token)
    await this.#write({ ...others, [source]: isStored ? { kept: "secret-store" } : { kept: "file", token } })
  }

  async #lookUp(source: HubSource): Promise<string | null> {
    const program = await this.ports.processes.which("secret-tool")
    if (program === null) return null
    const { exitCode, stdout } = await this.#run(program, ["lookup", ...attributes(source)])
    return exitCode === 0 && stdout.trim() !== "" ? stdout.trim() : null
  }

  async #store(words: readonly string[], input?: string): Promise<boolean> {
    const program = await this.ports.processes.which("secret-tool")
    if (program === null) return false
    const { exitCode } = await this.#run(program, words, input)
    if (exitCode !== 0) this.ports.log.info("the system's secret store cannot be used", { exitCode })
    return exitCode === 0
  }

  #run(program: string, words: readonly string[], input?: string) {
    const command = {
      name: "secret store",
      program,
      arguments: words,
      ...(input === undefined ? {} : { input }),
    }
    return this.ports.processes.run(command, { timeoutMs: STORE_TIMEOUT_MS })
  }

  async #ofHubTools(): Promise<string | null> {
    const { environment, files } = this.ports
    const cache = environment["XDG_CACHE_HOME"] || join(environment["HOME"] ?? "/nonexistent", ".cache")
    const folder = environment["HF_HOME"] || join(cache, "huggingface")
    const path = environment["HF_TOKEN_PATH"] || join(folder, "token")
    const text = await files.readText(path).catch(() => null)
    return text === null || text.trim() === "" ? null : text.trim()
  }

  get #file(): string {
    return join(dirname(this.home.settingsFile), "tokens.json")
  }

  async #read(): Promise<z.infer<typeof fileSchema>> {
    const text = await this.ports.files.readText(this.#file).catch(() => null)
    return text === null ? {} : (fileSchema.safeParse(parseJson(text)).data ?? {})
  }

  async #write(kept: z.infer<typeof fileSchema>): Promise<void> {
    await this.ports.files.makeFolder(dirname(this.#file))
    await this.ports.files.writeText(this.#file, `${JSON.stringify(kept, null, 2)}\n`, 0o600)
  }
}

function attributes(source: HubSource): readonly string[] {
  return ["application", "glimmer", "hub", source]
}
