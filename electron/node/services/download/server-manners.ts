import type { Clock } from "../../ports"

/** A server that said "too many" gets half as many, and after this long without complaint twice as many again. */
const CALM_MS = 15_000

interface Server {
  active: number
  /** Null: no complaint yet. */
  most: number | null
  quietUntilMs: number
  complainedAtMs: number
}

/** What each server has asked of us, for all downloads together. */
export class ServerManners {
  readonly #servers = new Map<string, Server>()

  constructor(private readonly clock: Clock) {}

  /** Whether one more request may go there now. */
  welcomes(host: string | null): boolean {
    const server = host === null ? undefined : this.#servers.get(host)
    if (server === undefined) return true
    if (server.quietUntilMs > this.clock.now()) return false
    if (server.most === null) return true
    if (this.clock.now() - server.complainedAtMs > CALM_MS) {
      server.most *= 2
      server.complainedAtMs = this.clock.now()
    }
    return server.active < server.most
  }

  /** When a server may be asked again, ms since 1970; null: now. */
  quietUntilMs(host: string | null): number | null {
    const server = host === null ? undefined : this.#servers.get(host)
    return server === undefined || server.quietUntilMs <= this.clock.now() ? null : server.quietUntilMs
  }

  began(host: string): void {
    this.#of(host).active++
  }

  ended(host: string): void {
    this.#of(host).active--
  }

  /** Status 429 or 503: `waitMs` as it asked, 0 when it did not say. */
  complained(host: string, waitMs: number): void {
    const server = this.#of(host)
    const now = this.clock.now()
    server.quietUntilMs = Math.max(server.quietUntilMs, now + waitMs)
    // Sixteen streams that are refused together are one complaint.
    if (server.most !== null && now - server.complainedAtMs < 1000) return
    server.most = Math.max(1, Math.floor(Math.min(server.most ?? server.active, server.active) / 2))
    server.complainedAtMs = now
  }

  #of(host: string): Server {
    const known = this.#servers.get(host)
    if (known !== undefined) return known
    const server = { active: 0, most: null, quietUntilMs: 0, complainedAtMs: 0 }
    this.#servers.set(host, server)
    return server
  }
}
