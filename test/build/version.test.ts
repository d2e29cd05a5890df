import { readFile } from "node:fs/promises"
import { expect, it } from "vitest"
import { VERSION } from "#node/version"

it("says the same version everywhere", async () => {
  const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string
  }
  expect(VERSION).toBe(manifest.version)
})
