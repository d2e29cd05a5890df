import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import type { ProcessInfo } from "#node/ports"
import { makeRouter } from "#node/rpc/router"
import { socketWire } from "#node/rpc/socket-wire"
import { openControlSocket } from "#node/serve/control-socket"
import { claimHome, findOwner } from "#node/serve/owner"
import { connectToOwner } from "#node/serve/owner-client"
import { fakeServices } from "../rpc/fake-services"
import { fakeLog } from "../../fakes/ports"

let folder: string
let home: { run: string }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "glimmer-owner-"))
  home = { run: join(folder, "run") }
})
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }))

/** Runs a TypeScript file of ours in plain Node. */
const AS_PROGRAM = [
  "--experimental-transform-types",
  "--disable-warning=ExperimentalWarning",
  "--import",
  "./test/fakes/electron-stub/register.mjs",
]

const real = { files: createFiles(), processes: createProcesses(process.env), clock: createClock() }

/** A machine on which just these processes live. */
function machine(...living: readonly { pid: number; startTicks: number }[]) {
  const find = async (pid: number) =>
    (living.find((one) => one.pid === pid) as ProcessInfo | undefined) ?? null
  return { ...real, processes: { ...real.processes, find } }
}

/** A program that owns a home and can be reached. */
async function openOwner(run = home) {
  const log = fakeLog()
  const fake = fakeServices()
  const owner = await claimHome(real, run, "browser")
  const control = await openControlSocket(run, socketWire(makeRouter(fake.services), log), {})
  await owner.announce({ socketPath: control.path, address: "http://127.0.0.1:4145" })
  return { fake, owner, control }
}

describe("owner of a home", () => {
  it("is one alone; who comes second learns who it is", async () => {
    const ports = machine({ pid: 10, startTicks: 100 }, { pid: 20, startTicks: 200 })
    const owner = await claimHome(ports, home, "desktop", 10)
    await owner.announce({ socketPath: "/run/s", address: null })
    await expect(claimHome(ports, home, "terminal", 20)).rejects.toMatchObject({
      problem: { code: "home-in-use", values: { pid: 10, frontDoor: "desktop" } },
    })
    expect(await findOwner(ports, home)).toEqual({
      pid: 10,
      startTicks: 100,
      frontDoor: "desktop",
      socketPath: "/run/s",
      address: null,
    })
  })

  it("is known by its claim before it could announce anything", async () => {
    const ports = machine({ pid: 10, startTicks: 100 }, { pid: 20, startTicks: 200 })
    await claimHome(ports, home, "desktop", 10)
    await expect(claimHome(ports, home, "browser", 20)).rejects.toMatchObject({
      problem: { values: { pid: 10, frontDoor: "desktop" } },
    })
    expect(await findOwner(ports, home)).toBeNull()
  })

  it("keeps the home against a program that started earlier but asks later", async () => {
    const ports = machine({ pid: 10, startTicks: 100 }, { pid: 20, startTicks: 200 })
    await claimHome(ports, home, "browser", 20)
    await expect(claimHome(ports, home, "desktop", 10)).rejects.toMatchObject({
      problem: { values: { pid: 20 } },
    })
  })

  it("gives the home back", async () => {
    const ports = machine({ pid: 10, startTicks: 100 }, { pid: 20, startTicks: 200 })
    const owner = await claimHome(ports, home, "desktop", 10)
    await owner.announce({ socketPath: "/run/s", address: null })
    await owner.release()
    await claimHome(ports, home, "browser", 20)
    expect(await findOwner(ports, home)).toBeNull()
  })

  it.each([
    ["was killed", machine({ pid: 20, startTicks: 200 })],
    [
      "was killed, and its pid went to another program",
      machine({ pid: 10, startTicks: 150 }, { pid: 20, startTicks: 200 }),
    ],
  ])("loses it when it %s", async (_how, later) => {
    const before = await claimHome(machine({ pid: 10, startTicks: 100 }), home, "desktop", 10)
    await before.announce({ socketPath: "/run/s", address: null })
    expect(await findOwner(later, home)).toBeNull()
    await claimHome(later, home, "browser", 20)
  })

  it("is exactly one of ten that start at once", async () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({
      pid: 100 + index,
      startTicks: 1000 + (index % 3),
    }))
    const ports = machine(...ten)
    const outcomes = await Promise.allSettled(ten.map(({ pid }) => claimHome(ports, home, "browser", pid)))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  it("is exactly one of eight real processes that start at once, even where a dead one left its claim", async () => {
    await mkdir(join(home.run, "claims"), { recursive: true })
    await writeFile(join(home.run, "claims", "4194304-1"), "desktop")
    const children = Array.from({ length: 8 }, () =>
      spawn(process.execPath, [...AS_PROGRAM, "test/node/serve/claimer.ts", home.run], {
        stdio: ["pipe", "pipe", "inherit"],
      }),
    )
    const said = await Promise.all(
      children.map(async (child) => String((await once(child.stdout, "data"))[0]).trim()),
    )
    for (const child of children) child.stdin.end()
    await Promise.all(children.map((child) => once(child, "exit")))
    expect(said.toSorted()).toEqual([...Array.from({ length: 7 }, () => "home-in-use"), "owner"])
  })

  it("overlooks a record that is damaged", async () => {
    await mkdir(home.run)
    await writeFile(join(home.run, "owner.json"), '{"pid": 1')
    expect(await findOwner(real, home)).toBeNull()
  })
})

describe("control socket", () => {
  it("lets another program speak the contract with the owner", async () => {
    const { fake, owner, control } = await openOwner()
    const connection = (await connectToOwner(real, home))!
    await connection.client.engine.stop()
    expect(fake.calls).toEqual(["engine.stop"])
    expect((await connection.client.settings.info()).frontDoor).toBe("terminal")
    expect(connection.owner.address).toBe("http://127.0.0.1:4145")
    connection.close()
    await control.close()
    await owner.release()
    expect(await connectToOwner(real, home)).toBeNull()
  })

  it("is for its owner only", async () => {
    const { control } = await openOwner()
    expect((await stat(control.path)).mode & 0o777).toBe(0o600)
    expect((await stat(home.run)).mode & 0o777).toBe(0o700)
    await control.close()
  })

  it("tells a caller in the middle of a stream that the owner is gone, and of calls after that", async () => {
    const { fake, control } = await openOwner()
    const connection = (await connectToOwner(real, home))!
    const stream = (await connection.client.engine.watchLog({}))[Symbol.asyncIterator]()
    await stream.next()
    const broken = stream.next().then(
      () => "went on",
      () => "ended",
    )
    await control.close()
    expect(await broken).toBe("ended")
    expect(connection.closed.aborted).toBe(true)
    await expect(connection.client.engine.stop()).rejects.toBeInstanceOf(Error)
    await vi.waitFor(() => expect(fake.watchers.open).toBe(0))
  })

  it("takes the place of one that a killed owner left behind", async () => {
    await mkdir(home.run)
    await writeFile(join(home.run, "control.sock"), "")
    const { control } = await openOwner()
    expect(await connectToOwner(real, home)).not.toBeNull()
    await control.close()
  })

  it("does not answer for an owner that lives but has closed", async () => {
    const { control } = await openOwner()
    await control.close()
    expect(await connectToOwner(real, home)).toBeNull()
  })

  it("moves to a short private folder where the home lies too deep for a socket", async () => {
    const deep = { run: join(folder, "d".repeat(90), "run") }
    const { control } = await openOwner(deep)
    expect(control.path.length).toBeLessThan(100)
    expect((await stat(join(control.path, ".."))).mode & 0o777).toBe(0o700)
    const connection = (await connectToOwner(real, deep))!
    expect((await connection.client.settings.info()).version).toBe("1.2.3")
    connection.close()
    await control.close()
    await expect(stat(join(control.path, ".."))).rejects.toThrow("ENOENT")
    expect(await readFile(join(deep.run, "owner.json"), "utf8")).toContain(control.path)
  })
})
