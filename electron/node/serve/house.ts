import type { AppInfo } from "#common/contract/settings"
import { problemOf } from "#common/domain/problem"
import type { Home } from "../home"
import type { Ports } from "../ports"
import { type GlimmerRouter, makeRouter } from "../rpc/router"
import type { Services } from "../rpc/services"
import { socketWire } from "../rpc/socket-wire"
import { type BrowserDoor, openBrowserDoor } from "./browser-door"
import { openControlSocket } from "./control-socket"
import { claimHome } from "./owner"
import { giveUpReserve, keepReserve } from "./reserve"
import { loadToken } from "./token-file"

/** The services and the way to end them: engine first, then what holds files open. */
export interface Composed {
  readonly services: Services
  close(): Promise<void>
}

export interface HouseOptions {
  readonly ports: Pick<Ports, "files" | "processes" | "clock" | "log" | "environment">
  readonly home: Home
  readonly frontDoor: AppInfo["frontDoor"]
  /** Makes the services; called once the home is ours. */
  readonly compose: () => Promise<Composed>
}

interface BrowserDoorWishes {
  readonly rendererFolder: string
  readonly host?: string
  readonly port?: number
  /** Ends all sessions and prints a new address. */
  readonly renewToken?: boolean
}

/** A running Glimmer: services that have a home to themselves, with the command line's door open. */
export interface House {
  readonly services: Services
  readonly router: GlimmerRouter
  /** Opens the door for browsers too, and tells the command line where it is. */
  openBrowserDoor(wishes: BrowserDoorWishes): Promise<BrowserDoor>
  /** Closes the doors, ends the services, gives the home back. Joins a closing under way. */
  close(): Promise<void>
}

/**
 * Starts Glimmer, whatever the front door. Throws `home-in-use` when another one has the home. On a full disk it
 * opens with the room that was set aside for this.
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { ports, home } = options
  const house = await open(options).catch(async (error: unknown) => {
    if (problemOf(error).code !== "disk-full" || !(await giveUpReserve(home))) throw error
    ports.log.warn("the disk is full: the room set aside is used", { path: home.run })
    return open(options)
  })
  await keepReserve(home).catch((error: unknown) => ports.log.warn("no room to set aside", { error }))
  return house
}

async function open(options: HouseOptions): Promise<House> {
  const { ports, home, frontDoor } = options
  const owner = await claimHome(ports, home, frontDoor)
  const ends: (() => Promise<void>)[] = [() => owner.release()]
  try {
    const composed = await options.compose()
    ends.push(() => composed.close())
    const router = makeRouter(composed.services)
    const serve = socketWire(router, ports.log)
    const control = await openControlSocket(home, serve, ports.environment)
    ends.push(() => control.close())
    await owner.announce({ socketPath: control.path, address: null })
    let closing: Promise<void> | null = null
    return {
      services: composed.services,
      router,
      openBrowserDoor: async ({ renewToken = false, ...wishes }) => {
        const token = await loadToken(home.run, ports.log, { renew: renewToken })
        const door = await openBrowserDoor({ ...wishes, token, serve, clock: ports.clock, log: ports.log })
        ends.push(() => door.close())
        await owner.announce({ socketPath: control.path, address: door.address })
        return door
      },
      close: () => (closing ??= endAll(ends, ports)),
    }
  } catch (error) {
    await endAll(ends, ports)
    throw error
  }
}

/** Last opened, first closed. One that fails does not keep the others open. */
async function endAll(ends: readonly (() => Promise<void>)[], ports: Pick<Ports, "log">): Promise<void> {
  for (const end of ends.toReversed()) {
    await end().catch((error: unknown) => ports.log.error("something did not close", { error }))
  }
}
