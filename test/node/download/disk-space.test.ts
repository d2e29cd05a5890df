import { describe, expect, it } from "vitest"
import { findShortage } from "#node/services/download/disk-space"
import { fakePorts } from "../../fakes/ports"

const MB = 1e6
const SPARE = 256 * MB

function diskOf(totalBytes: number, freeBytes: number) {
  return { ...fakePorts().files, space: async () => ({ freeBytes, totalBytes, freeFiles: null }) }
}

function shortage(totalBytes: number, freeBytes: number, bytes: number) {
  return findShortage(diskOf(totalBytes, freeBytes), [{ target: "/disk/file", bytes }], SPARE)
}

describe("a disk", () => {
  it("of a workstation keeps the whole spare free", async () => {
    expect(await shortage(1e12, 1000 * MB, 700 * MB)).toBeNull()
    expect(await shortage(1e12, 1000 * MB, 800 * MB)).toMatchObject({ neededBytes: 800 * MB + SPARE })
  })

  it("smaller than the spare still takes what fits on it", async () => {
    expect(await shortage(20 * MB, 20 * MB, 6 * MB)).toBeNull()
    expect(await shortage(20 * MB, 20 * MB, 19.9 * MB)).toMatchObject({ neededBytes: 20.3 * MB })
  })
})
