import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { loadToken } from "#node/serve/token-file"
import { fakeLog } from "../../fakes/ports"

let run: string
beforeEach(async () => {
  run = join(await mkdtemp(join(tmpdir(), "glimmer-token-")), "run")
})
afterEach(() => rm(join(run, ".."), { recursive: true, maxRetries: 5 }))

describe("access token", () => {
  it("stays the same over restarts, and only its owner can read it", async () => {
    const log = fakeLog()
    const token = await loadToken(run, log)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(await loadToken(run, log)).toBe(token)
    expect((await stat(join(run, "token"))).mode & 0o777).toBe(0o600)
    expect((await stat(run)).mode & 0o777).toBe(0o700)
  })

  it("is another one when renewed", async () => {
    const log = fakeLog()
    const token = await loadToken(run, log)
    const renewed = await loadToken(run, log, { renew: true })
    expect(renewed).not.toBe(token)
    expect(await loadToken(run, log)).toBe(renewed)
  })

  it("is replaced when others could have read it, which is said without it", async () => {
    const log = fakeLog()
    const token = await loadToken(run, log)
    await chmod(join(run, "token"), 0o644)
    expect(await loadToken(run, log)).not.toBe(token)
    expect(log.lines).toHaveLength(1)
    expect(JSON.stringify(log.lines)).not.toContain(token)
    expect((await stat(join(run, "token"))).mode & 0o777).toBe(0o600)
  })

  it.each(["", "short", "x".repeat(4000)])("is replaced when the file holds %j", async (text) => {
    const log = fakeLog()
    await loadToken(run, log)
    await writeFile(join(run, "token"), text)
    expect(await loadToken(run, log)).toMatch(/^[\w-]{43}$/)
  })
})
