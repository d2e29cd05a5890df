import type { Clock, Files, Hasher, HttpBodies, Logger } from "../../ports"
import type { Bandwidth } from "./bandwidth"
import type { DownloadTuning } from "./download-item"
import type { ServerManners } from "./server-manners"

/** What all files of all downloads share. */
export interface DownloadWorld {
  readonly files: Files
  readonly clock: Clock
  readonly bodies: HttpBodies
  readonly hasher: Hasher
  readonly log: Logger
  /** 0..1, for waits that must not fall into step. */
  readonly random: () => number
  /** Names this run of the system; null where it has no name. */
  readonly boot: () => Promise<string | null>
  readonly tuning: DownloadTuning
  readonly bandwidth: Bandwidth
  readonly manners: ServerManners
}
