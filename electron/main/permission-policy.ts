import { isOwnPage } from "./own-page"

/** What the page may ask the machine for, with the reason. Everything else is refused. */
const GRANTED: Readonly<Record<string, string>> = {
  "clipboard-sanitized-write": "the copy buttons",
}

/** May a page at this address have this permission? */
export function judgePermission(permission: string, address: string): boolean {
  return Object.hasOwn(GRANTED, permission) && isOwnPage(address)
}
