import type { IncomingMessage } from "node:http"
import type { Clock, Logger } from "../ports"
import { type DoorNames, judge, type Knock, portOfHost, type RefusalReason } from "./access-policy"
import { GuessLimiter } from "./guess-limiter"
import { isSameSecret, isSession, makeSessionCookie, readBearer } from "./session"

export type Admission =
  | { readonly allow: true }
  | {
      readonly allow: false
      readonly status: number
      readonly reason: RefusalReason | "too-many-guesses"
      /** Seconds until another try makes sense; 0 when waiting changes nothing. */
      readonly waitSeconds: number
    }

/** Stands before HTTP and WebSocket alike, knows the token, and lets nobody else see it. */
export class DoorKeeper {
  readonly #limiter: GuessLimiter

  constructor(
    private readonly token: string,
    private readonly names: DoorNames,
    private readonly clock: Pick<Clock, "now">,
    private readonly log: Logger,
  ) {
    this.#limiter = new GuessLimiter(clock)
  }

  /** May this request come in? Refusals are noted, without anything the caller may have meant as a secret. */
  admit(request: IncomingMessage, kind: Knock["kind"]): Admission {
    const knock = this.#knockOf(request, kind)
    const verdict = judge(knock, this.names)
    if (verdict.allow) return verdict
    const { reason, status } = verdict
    this.log.debug("a request was turned away", { reason, method: knock.method, path: knock.path })
    const bearer = readBearer(request.headers.authorization)
    if (reason === "no-credential" && bearer !== null) {
      const waitSeconds = this.#guess(request)
      if (waitSeconds > 0) return { allow: false, status: 429, reason: "too-many-guesses", waitSeconds }
    }
    return { allow: false, status, reason, waitSeconds: 0 }
  }

  /** Trades the token for a session: the `Set-Cookie` value, or how it failed. */
  exchange(request: IncomingMessage, token: string): { cookie: string } | { waitSeconds: number } {
    const waitSeconds = this.#limiter.waitSeconds(callerOf(request))
    if (waitSeconds > 0) return { waitSeconds }
    if (!isSameSecret(token, this.token)) {
      this.log.warn("someone tried to enter with a wrong token", { from: callerOf(request) })
      this.#limiter.wrong(callerOf(request))
      return { waitSeconds: 0 }
    }
    return { cookie: makeSessionCookie(this.token, portOfHost(request.headers.host), this.clock.now()) }
  }

  /** Counts a wrong token; seconds to wait when there were too many. */
  #guess(request: IncomingMessage): number {
    const caller = callerOf(request)
    const waitSeconds = this.#limiter.waitSeconds(caller)
    if (waitSeconds === 0) this.#limiter.wrong(caller)
    return waitSeconds
  }

  #knockOf(request: IncomingMessage, kind: Knock["kind"]): Knock {
    const { headers } = request
    return {
      kind,
      method: request.method ?? "",
      path: pathOf(request),
      host: headers.host,
      origin: headers.origin,
      fetchSite: headerText(headers["sec-fetch-site"]),
      fetchMode: headerText(headers["sec-fetch-mode"]),
      credential: this.#credentialOf(request),
    }
  }

  #credentialOf(request: IncomingMessage): Knock["credential"] {
    const { authorization, cookie, host } = request.headers
    const bearer = readBearer(authorization)
    if (bearer !== null) {
      const mayTry = this.#limiter.waitSeconds(callerOf(request)) === 0
      return mayTry && isSameSecret(bearer, this.token) ? "token" : "none"
    }
    return isSession(cookie, this.token, portOfHost(host), this.clock.now()) ? "session" : "none"
  }
}

/** The path without its query, which no page of ours uses. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/"
}

function callerOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? ""
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value
}
