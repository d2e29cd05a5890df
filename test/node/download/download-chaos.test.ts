import { describe, expect, it } from "vitest"
import type { Download } from "#node/services/download/download"
import type { ServerFault } from "../../fakes/file-server-fault"
import { workbench } from "./workbench"

const SEEDS = Number(process.env["GLIMMER_CHAOS_SEEDS"] ?? 6)

/** The same dice in every run. */
function dice(seed: number): (sides: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

/** Faults of the line, which a file must survive any number of. */
function lineFault(roll: (sides: number) => number): ServerFault {
  const faults: readonly ServerFault[] = [
    { kind: "drop", afterBytes: roll(3_000_000) - 1 },
    { kind: "stall", afterBytes: roll(2_000_000) },
    { kind: "status", status: [429, 500, 502, 503, 504][roll(5)] ?? 500 },
    { kind: "trickle", bytesPerSecond: 1000 + roll(20_000) },
    { kind: "ignore-range" },
    { kind: "no-length", framing: roll(2) === 0 ? "chunked" : "close" },
  ]
  return faults[roll(faults.length)] ?? { kind: "ignore-range" }
}

/** Answers that make no sense, of which two in a row are borne. */
function oddFault(roll: (sides: number) => number): ServerFault {
  const faults: readonly ServerFault[] = [
    { kind: "shift-range", by: 1 + roll(5000) },
    { kind: "wrong-length", by: 1 + roll(5000) },
    { kind: "gzip" },
  ]
  return faults[roll(faults.length)] ?? { kind: "gzip" }
}

/** Pauses, changes the limit, hangs up on everybody; returns when the download has ended. */
async function disturb(
  download: Download,
  roll: (sides: number) => number,
  dropAll: () => void,
): Promise<void> {
  const over = download.result.then(() => true)
  // The next disturbance comes with the next news of the download, wherever it then is.
  const news = () => new Promise<boolean>((resolve) => nextNews(download, 1 + roll(6), () => resolve(false)))
  while (!(await Promise.race([over, news()]))) {
    if (roll(3) === 0) dropAll()
    if (roll(3) === 0) {
      await download.pause()
      download.resume()
    }
  }
}

function nextNews(download: Download, count: number, resolve: () => void): void {
  let left = count + 1
  const stop = download.watch(() => {
    left--
    if (left > 0) return
    resolve()
    queueMicrotask(() => stop())
  })
}

describe("anything may happen", () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
    "and every byte arrives, none written twice (dice %i)",
    async (seed) => {
      const roll = dice(seed)
      const bench = await workbench({ bytesPerSecond: 50_000_000 })
      const files = Array.from({ length: 1 + roll(6) }, (_, index) => {
        const path = `/f${index}`
        const content = bench.server.serve(path, roll(3) === 0 ? roll(100_000) : roll(25_000_000))
        const when = () => ({ from: roll(3) === 0 ? roll(content.bytes + 1) : 0 })
        for (let fault = roll(6); fault > 0; fault--) {
          bench.server.plan(path, lineFault(roll), { times: 1 + roll(2), ...when() })
        }
        for (let fault = roll(3); fault > 0; fault--) bench.server.plan(path, oddFault(roll), when())
        const known = roll(4) === 0 ? { bytes: null } : {}
        return { content, item: bench.item(path, content, known) }
      })
      const tuning = { streams: 1 + roll(16), streamsPerFile: 1 + roll(8) }
      const download = bench.newService(tuning).start(files.map((file) => file.item))
      await disturb(download, roll, () => bench.server.dropAll())
      const { state, problem } = await download.result
      expect({ state, problem }).toEqual({ state: "done", problem: null })
      for (const { item, content } of files)
        expect([item.id, bench.difference(item, content)]).toEqual([item.id, null])
      // A wrong size that nobody could know to be wrong is found out by the hash, and all comes again.
      const sizesKnown = files.every(({ item }) => item.bytes !== null)
      expect(sizesKnown ? bench.writtenTwiceBytes() : 0).toBe(0)
    },
    60_000,
  )
})
