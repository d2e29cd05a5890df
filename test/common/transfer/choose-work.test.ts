import { describe, expect, it } from "vitest"
import { chooseWork, type WorkCandidate } from "#common/domain/transfer/choose-work"

const GB = 1e9
const large: WorkCandidate = {
  priority: 0,
  ready: true,
  streams: 0,
  freeBytes: 5 * GB,
  stealableBytes: 0,
  shareable: true,
  missingBytes: 5 * GB,
}
const small: WorkCandidate = { ...large, freeBytes: 40e6, missingBytes: 40e6 }
const busy = (streams: number): WorkCandidate => ({ ...large, streams })
const limits = { streamsPerFile: 8, largeFiles: 3 }

describe("the next piece of work", () => {
  it.each<[string, readonly WorkCandidate[], ReturnType<typeof chooseWork>]>([
    ["nothing", [], null],
    [
      "a small file in one go while there are others",
      [small, small],
      { index: 0, kind: "lease", alone: true },
    ],
    [
      "the last small file in parts: streams will be free",
      [small],
      { index: 0, kind: "lease", alone: false },
    ],
    [
      "the most urgent file first",
      [small, { ...small, priority: 2 }],
      { index: 1, kind: "lease", alone: true },
    ],
    ["a large file that nobody works on", [busy(4), large], { index: 1, kind: "lease", alone: false }],
    [
      "no fourth large file: the three get done sooner",
      [busy(5), busy(4), busy(4), large],
      { index: 1, kind: "lease", alone: false },
    ],
    [
      "a small file beside three large ones",
      [busy(5), busy(4), busy(4), small],
      { index: 3, kind: "lease", alone: false },
    ],
    ["no ninth stream for one file", [busy(8)], null],
    [
      "no second stream before size and ranges are known",
      [{ ...busy(1), shareable: false, freeBytes: null }],
      null,
    ],
    [
      "half of a busy rest when all is dealt out",
      [{ ...busy(3), freeBytes: 0, stealableBytes: 9e6 }],
      { index: 0, kind: "steal", alone: false },
    ],
    ["nothing of a file that waits for its server", [{ ...large, ready: false }], null],
    [
      "a file of unknown size",
      [{ ...small, freeBytes: null, shareable: false }],
      { index: 0, kind: "lease", alone: false },
    ],
  ])("%s", (_, candidates, work) => {
    expect(chooseWork(candidates, limits)).toEqual(work)
  })
})
