import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Clock, Files, Hasher, HttpBodies, Logger } from "../../ports"
import { Bandwidth } from "./bandwidth"
import { Download } from "./download"
import { DEFAULT_TUNING, type DownloadItem, type DownloadTuning } from "./download-item"
import type { DownloadWorld } from "./download-world"
import { ServerManners } from "./server-manners"
import { StreamDealer } from "./stream-dealer"

export interface DownloadPorts {
  readonly files: Files
  readonly clock: Clock
  readonly bodies: HttpBodies
  readonly hasher: Hasher
  readonly log: Logger
  /** 0..1, for waits that must not fall into step. */
  readonly random: () => number
}

/**
 * Fetches files: several at once, large ones by several streams, each checked, each found again after any kill. One
 * service serves all who download, so that they share connections and limit.
 */
export class DownloadService {
  readonly #world: DownloadWorld
  readonly #dealer: StreamDealer
  /** Targets being written: two writers would be one too many. */
  readonly #targets = new Set<string>()

  constructor(ports: DownloadPorts, tuning: Partial<DownloadTuning> = {}) {
    let boot: Promise<string | null> | null = null
    this.#world = {
      ...ports,
      boot: () => (boot ??= readBoot(ports.files)),
      tuning: { ...DEFAULT_TUNING, ...tuning },
      bandwidth: new Bandwidth(ports.clock),
      manners: new ServerManners(ports.clock),
    }
    this.#dealer = new StreamDealer(this.#world)
  }

  /**
   * Begins to fetch what is not on the disk, whole and checked. `recheck`: also what is whole by its journal is read
   * again, and what is damaged of it fetched again. `signal` cancels; what came stays for a later start. Throws
   * `busy` when one of the files is being fetched already.
   */
  start(
    items: readonly DownloadItem[],
    options: { readonly signal?: AbortSignal; readonly recheck?: boolean } = {},
  ): Download {
    const targets = items.map((item) => item.target)
    const taken = targets.find(
      (target, index) => this.#targets.has(target) || targets.indexOf(target) !== index,
    )
    if (taken !== undefined) throw new ProblemError(makeProblem("busy", { path: taken }))
    for (const target of targets) this.#targets.add(target)

    const { signal, recheck = false } = options
    const cancel = () => void download.cancel()
    const onEnd = () => {
      signal?.removeEventListener("abort", cancel)
      for (const target of targets) this.#targets.delete(target)
    }
    const download = new Download(items, this.#world, this.#dealer, { recheck, onEnd })
    signal?.addEventListener("abort", cancel, { once: true })
    void download.start()
    if (signal?.aborted === true) cancel()
    return download
  }

  /** Bytes a second of all downloads together; null: as fast as it goes. */
  limit(bytesPerSecond: number | null): void {
    this.#world.bandwidth.limit(bytesPerSecond)
  }
}

async function readBoot(files: DownloadPorts["files"]): Promise<string | null> {
  const text = await files.readText("/proc/sys/kernel/random/boot_id").catch(() => null)
  return text?.trim() ?? null
}
