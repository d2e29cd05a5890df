/**
 * For a box that scrolls and may hold nothing to stop at: with this it is itself a stop, and arrow keys scroll it in
 * every browser.
 */
export const KEYBOARD_SCROLL = { tabIndex: 0 } as const
