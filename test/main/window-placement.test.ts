import { describe, expect, it } from "vitest"
import { placeWindow } from "#main/window-placement"

const LEFT = { x: 0, y: 0, width: 1920, height: 1040 }
const RIGHT = { x: 1920, y: 0, width: 2560, height: 1400 }
const LAPTOP = { x: 0, y: 0, width: 1366, height: 728 }

const kept = { x: 2000, y: 100, width: 1400, height: 900, maximised: false }

describe("where the window is put", () => {
  it.each([
    ["where it was", kept, [LEFT, RIGHT], kept],
    ["in the middle, when its screen is gone", kept, [LEFT], { width: 1400, height: 900, maximised: false }],
    [
      "no larger than the screen that is left",
      kept,
      [LAPTOP],
      { width: 1366, height: 728, maximised: false },
    ],
    ["maximised as it was", { ...kept, maximised: true }, [RIGHT], { ...kept, maximised: true }],
    [
      "in the middle, when its title bar was above the screen",
      { ...kept, x: 100, y: -200 },
      [LEFT],
      { width: 1400, height: 900, maximised: false },
    ],
    [
      "in the middle, when only a sliver would show",
      { ...kept, x: 1900 },
      [LEFT],
      { width: 1400, height: 900, maximised: false },
    ],
    ["partly outside, when it can still be seized", { ...kept, x: 1700 }, [LEFT], { ...kept, x: 1700 }],
    [
      "no smaller than the page can bear",
      { ...kept, width: 200, height: 50, x: 100, y: 100 },
      [LEFT],
      { x: 100, y: 100, width: 900, height: 600, maximised: false },
    ],
    ["at the usual size the first time", undefined, [LEFT], { width: 1280, height: 800, maximised: false }],
    [
      "smaller the first time on a small screen",
      undefined,
      [LAPTOP],
      { width: 1280, height: 728, maximised: false },
    ],
    [
      "as the first time, when the file makes no sense",
      { x: "0", width: null },
      [LEFT],
      { width: 1280, height: 800, maximised: false },
    ],
    [
      "as the first time, when there is no screen to ask",
      null,
      [],
      { width: 1280, height: 800, maximised: false },
    ],
  ])("%s", (_where, before, screens, placement) => {
    expect(placeWindow(before, screens)).toEqual(placement)
  })
})
