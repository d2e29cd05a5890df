/** Position and size on the desktop, in its own pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the window was, as kept on disk. */
export interface KeptPlacement extends Box {
  readonly maximised: boolean
}

/** Where the window is to be; without x and y it is centred. */
export interface Placement {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximised: boolean
}

export const SMALLEST_WINDOW = { width: 900, height: 600 } as const
const USUAL_WINDOW = { width: 1280, height: 800 } as const
/** This much of the title bar must be in sight, so that the window can be seized. */
const VISIBLE_WIDTH = 120
const TITLE_BAR_HEIGHT = 32

/**
 * Where to put the window: where it was, if the screens of today still show it there; screens get unplugged. `kept`
 * is whatever the file held.
 */
export function placeWindow(kept: unknown, screens: readonly Box[]): Placement {
  if (!isKept(kept)) return { ...fitted(USUAL_WINDOW, screens[0]), maximised: false }
  const screen = screens.find((one) => isReachable(kept, one))
  const size = fitted(kept, screen ?? screens[0])
  return screen === undefined
    ? { ...size, maximised: kept.maximised }
    : { x: kept.x, y: kept.y, ...size, maximised: kept.maximised }
}

function isKept(kept: unknown): kept is KeptPlacement {
  if (typeof kept !== "object" || kept === null) return false
  const numbers = ["x", "y", "width", "height"].every((key) => Number.isSafeInteger(Reflect.get(kept, key)))
  return numbers && "maximised" in kept && typeof kept.maximised === "boolean"
}

/** No larger than its screen, no smaller than the page can bear. */
function fitted(
  size: { readonly width: number; readonly height: number },
  screen: Box | undefined,
): { width: number; height: number } {
  return {
    width: between(SMALLEST_WINDOW.width, size.width, screen?.width),
    height: between(SMALLEST_WINDOW.height, size.height, screen?.height),
  }
}

function between(smallest: number, wanted: number, most = wanted): number {
  return Math.max(smallest, Math.min(wanted, most))
}

function isReachable(window: Box, screen: Box): boolean {
  const visible = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return (
    visible >= VISIBLE_WIDTH &&
    window.y >= screen.y &&
    window.y + TITLE_BAR_HEIGHT <= screen.y + screen.height
  )
}
