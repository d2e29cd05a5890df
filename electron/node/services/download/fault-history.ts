import { HttpFault } from "#common/domain/transfer/http-fault"
import {
  type FaultSituation,
  type Reaction,
  reactToFault,
  type TransferFault,
} from "#common/domain/transfer/react-to-fault"
import type { Clock } from "../../ports"
import type { DownloadSources } from "./download-sources"
import { FaultError } from "./lease-fetch"

/** How a file has fared, and what therefore happens next. */
export class FaultHistory {
  /** Since the last byte of progress, by kind. */
  #failures: TransferFault["kind"][] = []
  #restarts = 0
  #reached = false
  #progressAtMs: number

  constructor(
    private readonly world: { readonly clock: Clock; readonly random: () => number },
    private readonly sources: DownloadSources,
    private readonly patienceMs: number,
  ) {
    this.#progressAtMs = world.clock.now()
  }

  /** A byte came. */
  progressed(): void {
    this.#failures = []
    this.#reached = true
    this.#progressAtMs = this.world.clock.now()
    this.sources.progressed()
  }

  /** The time that was not spent trying does not count. */
  beginPatience(): void {
    this.#progressAtMs = this.world.clock.now()
  }

  /** What to do about a fault; the sources have turned where that is part of it. */
  react(fault: TransferFault): Reaction {
    this.#failures.push(fault.kind)
    const reaction = reactToFault(fault, this.#situation(fault))
    if (reaction.kind === "restart" || fault.kind === "corrupt") this.#restarts++
    if (reaction.kind === "resolve") this.sources.forgetAddress()
    if (reaction.kind === "other-source") {
      this.sources.turn(reaction.forGood)
      this.#failures = []
    }
    // A server's own request to wait is no reason to lose patience with it.
    if (reaction.kind === "retry" && fault.kind === "status") this.#progressAtMs += fault.retryAfterMs ?? 0
    return reaction
  }

  #situation(fault: TransferFault): FaultSituation {
    return {
      failures: this.#failures.length,
      alike: this.#failures.filter((kind) => kind === fault.kind).length,
      reached: this.#reached,
      silentMs: this.world.clock.now() - this.#progressAtMs,
      patienceMs: this.patienceMs,
      hasOtherSource: this.sources.hasOther,
      redirected: this.sources.isRedirected,
      restarts: this.#restarts,
      random: this.world.random(),
      names: this.sources.names,
    }
  }
}

/** The fault of a server in an error; null when it is none of a server. */
export function transferFaultOf(error: unknown): TransferFault | null {
  if (error instanceof FaultError) return error.fault
  if (!HttpFault.isFault(error)) return null
  const { values, evidence } = error.problem
  const host = values["index"] === undefined ? null : String(values["index"])
  return { kind: "http", fault: error.kind, host, evidence: evidence ?? "" }
}
