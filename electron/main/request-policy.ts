import { isOwnPage } from "./own-page"

/** What the page may load, by scheme, with the reason. */
const LOADED: Readonly<Record<string, string>> = {
  "blob:": "made by the page itself",
  "data:": "holds its content in itself",
  "devtools:": "Chromium's own tools",
}

/**
 * May this address be loaded? Nothing comes from any network: the services fetch what is to be fetched, so that a
 * page, whatever an answer of a model makes of it, has nobody to talk to.
 */
export function judgeRequest(address: string): boolean {
  if (isOwnPage(address)) return true
  return URL.canParse(address) && Object.hasOwn(LOADED, new URL(address).protocol)
}
