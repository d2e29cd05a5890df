import { hideSecrets } from "../secrets"

/** What is private here beyond what every report hides. */
export interface PrivateNames {
  /** Names of people's accounts on this machine. */
  readonly users: readonly string[]
  /** Names of this machine. */
  readonly hosts: readonly string[]
  /** Home folders, absolute. */
  readonly homes: readonly string[]
  /** Servers everybody knows: their names stay, for a report about a download needs them. */
  readonly publicHosts: readonly string[]
}

export const REDACTED_KINDS = ["key", "content", "home", "user", "host", "address", "id"] as const
export type RedactedKind = (typeof REDACTED_KINDS)[number]

export interface Redacted {
  readonly text: string
  /** How many of each kind were taken out. */
  readonly takenOut: Readonly<Record<RedactedKind, number>>
}

/** Accounts that say nothing about a person, and words that a log needs. */
const COMMON_NAMES: readonly string[] = [
  ...["root", "user", "users", "admin", "ubuntu", "debian", "fedora", "test", "guest", "nobody", "runner"],
  ...["model", "models", "engine", "python", "vllm", "glimmer", "cuda", "nvidia", "home", "local", "docker"],
  ...["localhost", "server", "worker", "core", "error", "info", "main", "data", "default", "gpu", "cpu"],
]

/**
 * A text that may be shown to strangers: without keys, what was said in chats, names of people and machines, home
 * folders, network addresses, and numbers that identify a card. Rather too much is taken out than too little; what a
 * reader needs to help stays: versions, sizes, model names, stack traces.
 */
export function redact(text: string, names: PrivateNames): Redacted {
  const taken = new Taken()
  let current = hideSecrets(text, taken.mark("key"))
  taken.counted("key", current)
  current = withoutContent(current, taken)
  current = withoutHomes(current, names, taken)
  current = withoutHosts(current, names, taken)
  current = withoutAddresses(current, taken)
  current = withoutNames(current, names, taken)
  return { text: current, takenOut: taken.counts }
}

class Taken {
  readonly counts: Record<RedactedKind, number> = {
    key: 0,
    content: 0,
    home: 0,
    user: 0,
    host: 0,
    address: 0,
    id: 0,
  }

  mark(kind: RedactedKind): string {
    return `[${kind}]`
  }

  /** Notes one and says what stands in its place. */
  one(kind: RedactedKind): string {
    this.counts[kind] += 1
    return this.mark(kind)
  }

  /** Counts the marks that somebody else has set. */
  counted(kind: RedactedKind, text: string): void {
    this.counts[kind] += text.split(this.mark(kind)).length - 1
  }
}

/** A quoted string with its escapes, in either kind of quotes, as far as its line goes. */
const QUOTED = String.raw`(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)`

/** What people and models said: vLLM prints it with requests, with crashes, and with inputs it refuses. */
const CONTENTS: readonly RegExp[] = [
  new RegExp(String.raw`(\bprompt(?:_text)?['"]?\s*[:=]\s*)${QUOTED}`, "g"),
  new RegExp(
    String.raw`(["']?\b(?:content|text|arguments|input_value|reasoning_content)["']?\s*[:=]\s*)${QUOTED}`,
    "g",
  ),
  /(\b(?:messages|prompt_token_ids|input_ids|prompt_embeds)["']?\s*[:=]\s*)\[[^\n]*/g,
  /(\binput_value\s*=\s*)[{[][^\n]*/g,
]

function withoutContent(text: string, taken: Taken): string {
  return CONTENTS.reduce(
    (current, pattern) =>
      current.replace(pattern, (_whole, before: string) => `${before}${taken.one("content")}`),
    text,
  )
}

function withoutHomes(text: string, { homes }: PrivateNames, taken: Taken): string {
  const known = homes
    .filter((home) => home.length > 1)
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (current, home) =>
        current.replace(new RegExp(`${escaped(home)}(?![\\w.-])`, "g"), () => {
          taken.one("home")
          return "~"
        }),
      text,
    )
  // Homes of others, on whatever system; a name may hold spaces in Windows.
  const others = /(?:[A-Za-z]:)?[/\\]+(?:home|Users)[/\\]+[^\s/\\:"'<>|()[\]]+|\/root(?![\w.-])/g
  return known.replace(others, () => {
    taken.one("home")
    return "~"
  })
}

function withoutHosts(text: string, { hosts, publicHosts }: PrivateNames, taken: Taken): string {
  const isPublic = (host: string) =>
    ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"].includes(host) ||
    publicHosts.some((one) => host === one || host.endsWith(`.${one}`))
  const urls = text.replace(
    /\b((?:https?|socks5?h?|tcp|ftp|git|ssh|wss?|redis|ray):\/\/(?:\[key\]@|[^\s/@]*@)?)(\[[0-9A-Fa-f:.]+\]|[^\s/:"'<>)\]},[]+)/gi,
    (whole, before: string, host: string) =>
      isPublic(host.toLowerCase()) ? whole : `${before}${taken.one("host")}`,
  )
  return hosts.reduce((current, host) => wordsOut(current, host, () => taken.one("host")), urls)
}

function withoutAddresses(text: string, taken: Taken): string {
  return (
    text
      .replace(/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, () => taken.one("user"))
      .replace(/\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\b/g, () => taken.one("address"))
      .replace(IP4, (whole, at: number, all: string) =>
        isOwnAddress(whole) || isVersion(all, at, whole.length) ? whole : taken.one("address"),
      )
      .replace(IP6, (whole) => (isIp6(whole) ? taken.one("address") : whole))
      // Serial numbers of cards and their parts.
      .replace(/\b(GPU|MIG)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, (_whole, kind: string) => {
        return `${kind}-${taken.one("id")}`
      })
  )
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
const IP4 = new RegExp(String.raw`(?<![\d.])(?:${OCTET}\.){3}${OCTET}(?![\d.]*\d)`, "g")
const IP6 = /(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:%\w+)?(?![\w:])/g

function isOwnAddress(address: string): boolean {
  return address.startsWith("127.") || address === "0.0.0.0"
}

/** `nvidia-cublas==13.1.0.3` and `nvidia_cublas-13.1.0.3-py3-none-any.whl` are no addresses. */
function isVersion(text: string, at: number, length: number): boolean {
  const before = text.slice(Math.max(0, at - 3), at)
  const after = text.slice(at + length, at + length + 12)
  return (
    /(?:[=<>~!]=|[<>])\s?$/.test(before) ||
    (/[a-z\d]-$/.test(before) && /^(?:-(?:py|cp)|\.dist-info|\.whl|\.tar|\+)/.test(after))
  )
}

/** Times and PCI addresses have colons too: an address has eight parts, or a gap. `::1` is this machine. */
function isIp6(text: string): boolean {
  const groups = text.replace(/%.*$/, "").split(":")
  const isWhole = groups.length === 8 && groups.every((group) => group !== "")
  const isShortened = text.includes("::") && text !== "::" && text !== "::1" && /\d/.test(text)
  return isWhole || isShortened
}

function withoutNames(text: string, { users }: PrivateNames, taken: Taken): string {
  // Whoever stands before an @ of a prompt is a person, however common the name; the machine behind it goes, too.
  const prompts = text.replace(
    /\b[\w.-]+@(?:[\w-]+|\[host\])(?=:[~/]|[\s)\]]*[$#%]\s)/g,
    () => `${taken.one("user")}@${taken.one("host")}`,
  )
  return users.reduce((current, user) => wordsOut(current, user, () => taken.one("user")), prompts)
}

/** Takes a name out wherever it stands as a word; common words stay, for they say nothing. */
function wordsOut(text: string, name: string, instead: () => string): string {
  if (name.length < 2 || COMMON_NAMES.includes(name.toLowerCase())) return text
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, "giu"), () =>
    instead(),
  )
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
