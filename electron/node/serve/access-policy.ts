/** One request as it stands before the door, reduced to what the decision needs. */
export interface Knock {
  /** An upgrade asks for a WebSocket. */
  readonly kind: "request" | "upgrade"
  readonly method: string
  readonly path: string
  /** Headers as sent; undefined when absent. */
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly fetchMode: string | undefined
  /** What the caller could prove: the token itself, a session made from it, or nothing. */
  readonly credential: "token" | "session" | "none"
}

/** Under which names this door may be called. */
export interface DoorNames {
  /** Lower-case host names, apart from the loopback names, which always hold. */
  readonly names: readonly string[]
  /** Any bare address is a fine name: rebinding needs a name that it can point elsewhere. */
  readonly anyAddress: boolean
}

export type Verdict =
  | { readonly allow: true }
  | { readonly allow: false; readonly status: number; readonly reason: RefusalReason }

export const RPC_PATH = "/rpc"
export const SESSION_PATH = "/session"
/** Pages that explain how to get in must be open to those who are not in yet. They tell nothing. */
const OPEN_PATHS: readonly string[] = ["/enter", "/enter.js", "/enter.css"]

/** Every way to be turned away, in the order in which they are looked at; the first that applies counts. */
const REFUSALS = [
  {
    // A page on any site may give its own name our address (DNS rebinding); the browser then takes it for ours,
    // but still sends the name it believes in. Ports are free: a tunnel often ends on another one.
    reason: "unknown-host",
    status: 421,
    applies: (knock: Knock, names: DoorNames) => !isKnownHost(knock.host, names),
  },
  {
    // Browsers name the page that asks in every WebSocket and every POST. Another page on this machine (same
    // host, other port) is a stranger too.
    reason: "foreign-origin",
    status: 403,
    applies: (knock: Knock) => knock.origin !== undefined && !isOwnOrigin(knock.origin, knock.host),
  },
  {
    // Keeps other sites from probing whether Glimmer runs here. Following a link to the front page is fine: it
    // carries no cookie and shows only how to get in.
    reason: "cross-site",
    status: 403,
    applies: (knock: Knock) =>
      (knock.fetchSite === "cross-site" || knock.fetchSite === "same-site") &&
      !(knock.fetchMode === "navigate" && knock.method === "GET"),
  },
  {
    reason: "method-not-allowed",
    status: 405,
    applies: (knock: Knock) =>
      !["GET", "HEAD"].includes(knock.method) &&
      !(knock.method === "POST" && knock.path === SESSION_PATH && knock.kind === "request"),
  },
  {
    reason: "no-socket-here",
    status: 404,
    applies: (knock: Knock) => knock.kind === "upgrade" && knock.path !== RPC_PATH,
  },
  {
    // A cookie is sent by the browser unasked, so the page must be named with it; a program that holds the token
    // has no page to name.
    reason: "origin-missing",
    status: 403,
    applies: (knock: Knock) =>
      knock.kind === "upgrade" && knock.credential === "session" && knock.origin === undefined,
  },
  {
    reason: "no-credential",
    status: 401,
    applies: (knock: Knock) =>
      knock.credential === "none" &&
      !OPEN_PATHS.includes(knock.path) &&
      !(knock.method === "POST" && knock.path === SESSION_PATH),
  },
] as const

export type RefusalReason = (typeof REFUSALS)[number]["reason"]

/** May this request come in? First who is calling, then what they can prove. */
export function judge(knock: Knock, names: DoorNames): Verdict {
  const refusal = REFUSALS.find(({ applies }) => applies(knock, names))
  return refusal === undefined
    ? { allow: true }
    : { allow: false, status: refusal.status, reason: refusal.reason }
}

/** The port a caller believes to talk to; behind a tunnel it is not ours. 80 when the name stands alone. */
export function portOfHost(host: string | undefined): number {
  return Number(/:(\d{1,5})$/.exec(host ?? "")?.[1] ?? 80)
}

function isKnownHost(host: string | undefined, { names, anyAddress }: DoorNames): boolean {
  const name = /^(?<name>\[[0-9a-f:.]+\]|[^:@/\s]+)(?::\d{1,5})?$/i
    .exec(host ?? "")
    ?.groups?.["name"]?.toLowerCase()
  if (name === undefined) return false
  return LOOPBACK_NAMES.includes(name) || names.includes(name) || (anyAddress && isAddress(name))
}

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]

function isAddress(name: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(name) || /^\[[0-9a-f:.]+\]$/.test(name)
}

/** https as well: a tunnel or proxy may have added it on the way. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && [`http://${host}`, `https://${host}`].includes(origin)
}
