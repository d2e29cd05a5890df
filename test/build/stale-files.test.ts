import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"

const DAY_MS = 24 * 3600 * 1000
const { removeStale }: { removeStale: (folder: string, builtAtMs: number) => void } = await import(
  new URL("../../build/scripts/stale-files.mjs", import.meta.url).href
)

it("keeps what a Glimmer that still runs may yet read, and clears away what nobody does any more", async () => {
  const folder = await mkdtemp(join(tmpdir(), "glimmer-stale-"))
  onTestFinished(() => rm(folder, { recursive: true, maxRetries: 5 }))
  const builtAtMs = Date.now()
  await mkdir(join(folder, "chunks"))
  for (const [name, days] of [
    ["cli.js", 0],
    ["chunks/new-1.js", 0],
    ["chunks/yesterday-2.js", 1],
    ["chunks/old-3.js", 15],
  ] as const) {
    await writeFile(join(folder, name), "")
    const at = new Date(builtAtMs - days * DAY_MS)
    await utimes(join(folder, name), at, at)
  }
  removeStale(folder, builtAtMs)
  expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
    "chunks",
    "chunks/new-1.js",
    "chunks/yesterday-2.js",
    "cli.js",
  ])
})
