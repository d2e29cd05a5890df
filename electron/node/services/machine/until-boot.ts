import { join } from "node:path"
import { z } from "zod"
import { LINK_KINDS } from "#common/domain/hardware"
import type { Home } from "../../home"
import { parseJson } from "../../parse-json"
import type { Ports } from "../../ports"
import type { DriverFacts } from "./driver-facts"
import type { SystemFacts } from "./system-facts"

/** What was found out since the last boot, so that it need not be found out again. */
export interface Remembered {
  readonly system: SystemFacts | null
  /** With the cards and the driver it was told for: another card or driver makes it worthless. */
  readonly driver: (DriverFacts & { readonly forCards: string }) | null
}

const schema = z.object({
  boot: z.string(),
  system: z
    .object({
      cpu: z.object({ name: z.string(), cores: z.number(), threads: z.number() }),
      os: z.object({
        platform: z.string(),
        name: z.string(),
        release: z.string(),
        kernel: z.string(),
        architecture: z.string(),
        wsl: z.boolean(),
        glibc: z.string().nullable(),
      }),
    })
    .nullable(),
  driver: z
    .object({
      forCards: z.string(),
      cudaVersion: z.string().nullable(),
      topology: z
        .object({
          links: z.array(
            z.object({ from: z.int(), to: z.int(), kind: z.enum(LINK_KINDS), nvlinks: z.int() }),
          ),
          numaNodes: z.array(z.int().nullable()),
        })
        .nullable(),
    })
    .nullable(),
})

const NOTHING: Remembered = { system: null, driver: null }

/**
 * Keeps slow answers on disk until the next boot: which CUDA the driver runs and how cards are linked (a tenth of a
 * second more than one query), processor and system. Valid for one boot of one system image only.
 */
export class UntilBoot {
  constructor(
    private readonly ports: Pick<Ports, "files" | "log">,
    private readonly home: Pick<Home, "run">,
  ) {}

  async recall(): Promise<Remembered> {
    const [boot, text] = await Promise.all([
      this.#boot(),
      this.ports.files.readText(this.#path).catch(() => null),
    ])
    const parsed = text === null || boot === null ? null : schema.safeParse(parseJson(text))
    return parsed?.success && parsed.data.boot === boot ? parsed.data : NOTHING
  }

  /** Losing it costs a tenth of a second next time, so a failure is only logged. */
  async remember(remembered: Remembered): Promise<void> {
    const boot = await this.#boot()
    if (boot === null) return
    try {
      await this.ports.files.makeFolder(this.home.run)
      await this.ports.files.writeText(this.#path, JSON.stringify({ boot, ...remembered }))
    } catch (error) {
      this.ports.log.debug("machine facts not kept", { error })
    }
  }

  get #path(): string {
    return join(this.home.run, "machine.json")
  }

  /** A container may be started from another image while the machine goes on: its system counts too. */
  async #boot(): Promise<string | null> {
    const read = (path: string) => this.ports.files.readText(path).catch(() => null)
    const [boot, system] = await Promise.all([
      read("/proc/sys/kernel/random/boot_id"),
      read("/etc/os-release"),
    ])
    return boot === null ? null : `${boot.trim()} ${system ?? ""}`
  }
}
