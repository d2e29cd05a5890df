import { chmod, mkdir, readFile, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { once } from "node:events"
import { join } from "node:path"
import { describe, expect, it, onTestFinished, vi } from "vitest"
import { emptyHome, glimmer, launch } from "./glimmer"

/** A `serve` that has said where it is. */
async function serving(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const running = launch(["serve", "--json", ...args], environment)
  const [line] = await running.says("stdout", /^.+\n/)
  return { ...running, address: String(JSON.parse(line).address) }
}

/** What a browser gets that opens the printed address. */
async function enter(address: string): Promise<number> {
  const { origin, hash } = new URL(address)
  const answer = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token: hash.slice(1) }),
  })
  return answer.status
}

/** A `xdg-open` that writes down what it is asked to open. */
async function fakeBrowser(home: string) {
  const folder = join(home, "bin")
  await mkdir(folder)
  await writeFile(join(folder, "xdg-open"), `#!/bin/sh\necho "$1" >> "${folder}/opened"\n`)
  await chmod(join(folder, "xdg-open"), 0o755)
  const opened = () => readFile(join(folder, "opened"), "utf8").catch(() => "")
  return { folder, opened }
}

describe("serve", { timeout: 60_000 }, () => {
  it("prints an address that lets in, and ends with Ctrl-C", async () => {
    const home = await emptyHome()
    const { child, ended, address } = await serving(home)
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter#[\w-]{43}$/)
    expect(await enter(address)).toBe(204)
    child.kill("SIGINT")
    const { code, stderr } = await ended
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "Ctrl-C ends Glimmer and its engine.\nEnding the engine …\n",
    })
    // The secret is for the terminal alone.
    const log = await readFile(join(home.GLIMMER_HOME, "logs/glimmer.log"), "utf8")
    expect(log).not.toContain(address.split("#")[1])
  })

  it("prints the address of the one that runs already, and ends at once", async () => {
    const home = await emptyHome()
    const { address } = await serving(home)
    const second = await glimmer(["serve"], home)
    expect(second).toEqual({
      code: 0,
      stdout: `Glimmer is open at ${address}\n`,
      stderr: "Glimmer is running already.\n",
    })
    expect(await enter(second.stdout.trim().split(" ").at(-1) ?? "")).toBe(204)
    const elsewhere = await glimmer(["serve", "--json", "--port", "65000"], home)
    expect(elsewhere).toMatchObject({ code: 0, stdout: `${JSON.stringify({ address })}\n` })
    expect(elsewhere.stderr).toContain("stays at the address it has")
  })

  it("is one alone when it is started twice at once: the other prints its address", async () => {
    const home = await emptyHome()
    const both = [launch(["serve", "--json"], home), launch(["serve", "--json"], home)]
    const said = await Promise.all(both.map((one) => one.says("stdout", /^.+\n/)))
    expect(said[0]?.[0]).toBe(said[1]?.[0])
    const first = await Promise.race(both.map((one) => one.ended))
    expect(first).toMatchObject({ code: 0, stderr: "Glimmer is running already.\n" })
  })

  it("takes the place of one that was killed, socket and claim left behind", async () => {
    const home = await emptyHome()
    const killed = await serving(home)
    killed.child.kill("SIGKILL")
    expect((await killed.ended).code).toBe("SIGKILL")
    expect(JSON.parse(await readFile(join(home.GLIMMER_HOME, "run/owner.json"), "utf8")).pid).toBe(killed.pid)
    const status = JSON.parse((await glimmer(["status", "--json"], home)).stdout)
    expect(status.glimmerRunning).toBe(false)
    const next = await serving(home)
    // A tab that is open goes on: the same secret.
    expect(new URL(next.address).hash).toBe(new URL(killed.address).hash)
    expect(await enter(next.address)).toBe(204)
  })

  it("says plainly when others can reach it", async () => {
    const home = await emptyHome()
    const { ended, child, said, says } = await serving(home, "--host", "0.0.0.0")
    await says("stderr", /Ctrl-C/)
    expect(said.stderr).toContain("Other computers can reach it.")
    child.kill("SIGTERM")
    expect((await ended).code).toBe(0)
  })

  it("takes the port it is told, or none", async () => {
    const home = await emptyHome()
    const taken = createServer().listen(0, "127.0.0.1")
    onTestFinished(() => void taken.close())
    await once(taken, "listening")
    const address = taken.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    const refused = await glimmer(["serve", "--port", String(port)], home)
    expect(refused).toMatchObject({ code: 1, stdout: "" })
    expect(refused.stderr).toContain(`Another program uses port ${port}.`)
    expect(refused.stderr).toContain("--port")
    const nowhere = await glimmer(["serve", "--json", "--host", "no-such-host.invalid"], home)
    expect(JSON.parse(nowhere.stdout).problem).toMatchObject({
      code: "invalid-input",
      values: { field: "host" },
    })
    expect(nowhere.code).toBe(1)
  })

  it("opens the page where there is a display and a browser, unless told not to", async () => {
    const home = await emptyHome()
    const { folder, opened } = await fakeBrowser(home.GLIMMER_HOME)
    const environment = { ...home, PATH: `${folder}:${process.env["PATH"]}`, DISPLAY: ":99" }
    const { address } = await serving(environment, "--open")
    await vi.waitFor(async () => expect(await opened()).toBe(`${address}\n`), { timeout: 5000 })
    const second = await glimmer(["serve", "--open", "--no-open"], environment)
    expect(second.code).toBe(0)
    // A third time it is opened: only then is it certain that the second would have been seen.
    await glimmer(["serve", "--open"], environment)
    await vi.waitFor(async () => expect(await opened()).toBe(`${address}\n${address}\n`), { timeout: 5000 })
  })
})
