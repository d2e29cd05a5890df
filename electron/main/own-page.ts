/** The scheme under which the desktop serves the page: a real origin, which `file:` is not. */
export const APP_SCHEME = "glimmer"
export const APP_ADDRESS = `${APP_SCHEME}://app/`

/** Is this our page? The first gate: everything the main process does for a page, it does for this one alone. */
export function isOwnPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === `${APP_SCHEME}:` && url.host === "app"
}

/** May this frame have a port? Only the page itself, not something framed in it. */
export function isTrustedFrame(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url)
}
