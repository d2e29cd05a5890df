import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, vi } from "vitest"
import { HubServer, publishedModel } from "../../fakes/hub-server"
import { emptyHome, launch } from "../cli/glimmer"
import { MODEL } from "./library-bench"

const SEEDS = Number(process.env["GLIMMER_KILL_SEEDS"] ?? 4)
const SHARD_BYTES = 20_000_000
const SHARDS = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
const BYTES_A_SECOND = 15_000_000
const STREAMS = 16
const BUFFER_BYTES = 1_000_000
/** What a kill may cost: the journal is a tenth of a second behind, and one more while it is written. */
const LOST_BYTES = 0.2 * BYTES_A_SECOND

/** 0..1, the same in every run. */
function dice(seed: number): number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  for (let turn = 0; turn < 5; turn++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
  }
  return (state >>> 0) / 2 ** 32
}

/** What a run said of itself, line by line. */
function progressIn(stdout: string): readonly { readonly done: number; readonly fetched: number }[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { bytes_done: number; bytes_fetched: number })
    .map(({ bytes_done: done, bytes_fetched: fetched }) => ({ done, fetched }))
}

describe("a pull that is killed", () => {
  it(`goes on at each of ${SEEDS} points: nothing is lost, and what came does not come again`, async () => {
    await using hub = await HubServer.start({ bytesPerSecond: BYTES_A_SECOND })
    hub.publish(MODEL, publishedModel(SHARD_BYTES))
    const environment = { ...(await emptyHome()), HF_ENDPOINT: hub.endpoint }
    const sent = () => SHARDS.reduce((sum, shard) => sum + hub.sentBytes(MODEL, shard), 0)
    const codes: unknown[] = []
    const runs: { readonly reached: number; readonly kept: number }[] = []
    for (let seed = 0; seed <= SEEDS; seed++) {
      const until =
        seed === SEEDS
          ? Number.POSITIVE_INFINITY
          : sent() + STREAMS * BUFFER_BYTES * 0.5 + dice(seed) * 9_000_000
      const pull = launch(["pull", MODEL, "--json"], environment)
      let ended = false
      pull.child.once("close", () => (ended = true))
      await vi.waitFor(() => expect(ended || sent() >= until).toBe(true), { timeout: 30_000, interval: 2 })
      pull.child.kill("SIGKILL")
      const { stdout, code } = await pull.ended
      codes.push(code)
      const lines = progressIn(stdout)
      const moving = lines.filter(({ done }) => done > 0)
      // What is there and did not come in this run was kept from those before.
      if (moving.length > 0) {
        const kept = Math.max(...moving.map(({ done, fetched }) => done - fetched))
        runs.push({ kept, reached: Math.max(...moving.map(({ done }) => done)) })
      }
    }
    expect(codes.at(-1)).toBe(0)
    for (const [index, { kept }] of runs.entries()) {
      expect(kept).toBeGreaterThan((runs[index - 1]?.reached ?? 0) - LOST_BYTES)
    }
    const folder = join(environment.GLIMMER_HOME, "models", MODEL)
    for (const path of Object.keys(publishedModel())) {
      const actual = readFileSync(join(folder, path))
      expect([path, actual.length, hub.content(MODEL, path).differsAt(actual, 0)]).toEqual([
        ...[path, hub.content(MODEL, path).bytes, null],
      ])
    }
    // A kill costs what lay in the system's buffers of the connections, too: that was sent and never read.
    expect(runs.length).toBeGreaterThan(1)
    expect(sent() - 2 * SHARD_BYTES).toBeLessThan(SEEDS * (LOST_BYTES + STREAMS * BUFFER_BYTES))
  }, 120_000)
})
