/** Why nvidia-smi gave no value. */
export type Absence =
  /** This card, driver or mode has no such thing. */
  | "not-available"
  /** Only root, or only the owner of the process, may see it. */
  | "no-permission"
  /** The process lives in another container or has just ended. */
  | "not-found"
  /** The driver asked the card and got no sense out of it. */
  | "card-error"
  /** The card stopped after a fault and waits for a reset. */
  | "needs-reset"

/** The words nvidia-smi puts where a value should be, lower case, brackets taken off. */
const ABSENCES: readonly (readonly [pattern: RegExp, absence: Absence])[] = [
  [/^(gpu )?requires reset$|^gpu is lost$|^reset required$/, "needs-reset"],
  [/^unknown error$|^err!$|^error$/, "card-error"],
  [/^insufficient permissions$/, "no-permission"],
  [/^not found$/, "not-found"],
]

/** One value of a CSV row, or the reason why there is none. */
export type Cell =
  | { readonly value: string; readonly absence: null }
  | { readonly value: null; readonly absence: Absence }

export function readCell(text: string | undefined): Cell {
  const trimmed = (text ?? "").trim()
  const bracketed = /^\[(.*)\]$/.exec(trimmed)?.[1]
  const word = (bracketed ?? trimmed).trim().toLowerCase()
  const known = ABSENCES.find(([pattern]) => pattern.test(word))
  if (known !== undefined) return { value: null, absence: known[1] }
  // Whatever else stands in brackets ("Not Supported", "Requested functionality has been deprecated") is no value.
  const nothing = bracketed !== undefined || word === "" || word === "n/a" || word === "none"
  return nothing ? { value: null, absence: "not-available" } : { value: trimmed, absence: null }
}

/** The number in a cell; null when there is none. */
export function numberIn(text: string | undefined): number | null {
  const { value } = readCell(text)
  return value !== null && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null
}

/** `Enabled`, `Disabled`, `Yes`, `No`; null for anything else. */
export function switchIn(text: string | undefined): boolean | null {
  switch (readCell(text).value?.toLowerCase()) {
    case "enabled":
    case "yes":
    case "on":
      return true
    case "disabled":
    case "no":
    case "off":
      return false
    default:
      return null
  }
}
