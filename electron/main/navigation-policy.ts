import { isOwnPage } from "./own-page"

export type NavigationVerdict = "stay" | "external" | "refuse"

interface Row {
  readonly verdict: NavigationVerdict
  readonly applies: (url: URL) => boolean
  readonly reason: string
}

/** Longer than any address a person meets; some programs choke on more. */
const LONGEST_ADDRESS = 2048

/** Where the window may go, looked at from the top; what no row knows is refused. */
const ROWS: readonly Row[] = [
  { verdict: "stay", applies: (url) => isOwnPage(url.href), reason: "the page itself, when it is reloaded" },
  {
    verdict: "refuse",
    applies: (url) => url.username !== "" || url.password !== "",
    reason: "an address with a name before an @ is made to be mistaken for another",
  },
  {
    verdict: "refuse",
    applies: (url) => url.href.length > LONGEST_ADDRESS,
    reason: "data on its way out, not a place to go",
  },
  {
    verdict: "external",
    applies: (url) => url.protocol === "https:" && url.hostname !== "",
    reason: "a link a person followed: it belongs in their browser, and https keeps it what it says",
  },
]

/** What happens when the page wants to go somewhere, or to open a window there. */
export function judgeNavigation(address: string): NavigationVerdict {
  if (!URL.canParse(address)) return "refuse"
  const url = new URL(address)
  return ROWS.find(({ applies }) => applies(url))?.verdict ?? "refuse"
}

/** New windows are never opened here: outward links go to the browser, the rest nowhere. */
export function judgeWindowOpen(address: string): "external" | "refuse" {
  return judgeNavigation(address) === "external" ? "external" : "refuse"
}
