import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import { type Home, homeOf } from "#node/home"
import { type Composed, openHouse } from "#node/serve/house"
import { connectToOwner } from "#node/serve/owner-client"
import { fakeLog } from "../../fakes/ports"
import { fakeServices } from "../rpc/fake-services"

let home: Home
let page: string
const log = fakeLog()
const ports = {
  files: createFiles(),
  processes: createProcesses(process.env),
  clock: createClock(),
  log,
  environment: {},
}

beforeEach(async () => {
  home = homeOf({ GLIMMER_HOME: await mkdtemp(join(tmpdir(), "glimmer-house-")) })
  page = join(home.root, "page")
  await mkdir(page)
  await writeFile(join(page, "index.html"), "<!doctype html>")
})
afterEach(() => rm(home.root, { recursive: true, maxRetries: 5 }))

const claims = async () => (await readdir(join(home.run, "claims"))).length

const composed = async () => ({ services: fakeServices().services, close: async () => undefined })

const open = (compose: () => Promise<Composed>) => openHouse({ ports, home, frontDoor: "browser", compose })

describe("house", () => {
  it("has the home before the services are made, and gives it back after they have ended", async () => {
    const order: string[] = []
    const house = await open(async () => {
      order.push(`composed with ${await claims()} claim`)
      return {
        services: fakeServices().services,
        close: async () => void order.push(`ended with ${await claims()} claim`),
      }
    })
    await house.close()
    order.push(`closed with ${await claims()} claims`)
    expect(order).toEqual(["composed with 1 claim", "ended with 1 claim", "closed with 0 claims"])
  })

  it("gives the home back when the services cannot be made", async () => {
    await expect(open(() => Promise.reject(new Error("no database")))).rejects.toThrow("no database")
    const house = await open(async () => ({
      services: fakeServices().services,
      close: async () => undefined,
    }))
    await house.close()
  })

  it("tells the command line where its browser door is, and closes it with the rest, once", async () => {
    let ended = 0
    const house = await open(async () => ({
      services: fakeServices().services,
      close: async () => void ended++,
    }))
    const door = await house.openBrowserDoor({ rendererFolder: page })
    const connection = await connectToOwner(ports, home)
    expect(connection?.owner).toMatchObject({ frontDoor: "browser", address: door.address })
    expect(JSON.stringify(connection?.owner)).not.toContain(door.enterAddress.split("#")[1])
    connection?.close()
    await Promise.all([house.close(), house.close()])
    expect(ended).toBe(1)
    await expect(fetch(door.address)).rejects.toThrow("fetch failed")
    expect(await connectToOwner(ports, home)).toBeNull()
  })

  it("opens on a full disk with the room it had set aside, and sets some aside again", async () => {
    const reserve = join(home.run, "reserve")
    await (await open(composed)).close()
    expect((await stat(reserve)).size).toBeGreaterThan(0)
    const house = await open(async () => {
      if (existsSync(reserve)) throw new ProblemError(makeProblem("disk-full"))
      return composed()
    })
    expect(existsSync(reserve)).toBe(true)
    await house.close()
    await rm(reserve)
    await expect(open(() => Promise.reject(new ProblemError(makeProblem("disk-full"))))).rejects.toThrow(
      "disk-full",
    )
    expect(await claims()).toBe(0)
  })

  it("closes everything even when the services fail to end", async () => {
    const house = await open(async () => ({
      services: fakeServices().services,
      close: () => Promise.reject(new Error("stuck")),
    }))
    await house.close()
    expect(log.lines).toContainEqual(expect.objectContaining({ message: "something did not close" }))
    const next = await open(async () => ({ services: fakeServices().services, close: async () => undefined }))
    await next.close()
  })

  it("makes a new address when asked to, and keeps it otherwise", async () => {
    const house = await open(async () => ({
      services: fakeServices().services,
      close: async () => undefined,
    }))
    const token = async (renewToken: boolean) =>
      (await house.openBrowserDoor({ rendererFolder: page, renewToken })).enterAddress.split("#")[1]
    const first = await token(false)
    expect(await token(false)).toBe(first)
    expect(await token(true)).not.toBe(first)
    await house.close()
  })
})
