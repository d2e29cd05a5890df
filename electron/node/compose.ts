import { randomUUID } from "node:crypto"
import { createRouterClient } from "@orpc/server"
import type { GlimmerClient } from "#common/contract/index"
import type { AppInfo } from "#common/contract/settings"
import { createArchives } from "./adapters/zip-archives"
import { createClock } from "./adapters/clock"
import { createFiles } from "./adapters/files"
import { createHasher } from "./adapters/hasher"
import { createHttp } from "./adapters/http"
import { createHttpBodies } from "./adapters/http-bodies"
import { createLogger } from "./adapters/logger"
import { createModelClient } from "./adapters/openai-model"
import { createNetwork } from "./adapters/network"
import { createProcesses } from "./adapters/processes"
import { createSystemInformation } from "./adapters/system-information"
import { openThreadStore } from "./adapters/sqlite-threads"
import { type Home, homeOf } from "./home"
import { findResources, type Resources } from "./resources"
import { problemBoundaryHere } from "./rpc/problem-boundary"
import { type BrowserDoor } from "./serve/browser-door"
import { type House, openHouse } from "./serve/house"
import { composeServices, type World } from "./compose-services"
import { VERSION } from "./version"

/** A Glimmer that has a home to itself. */
export interface Glimmer {
  readonly client: GlimmerClient
  readonly house: House
  openBrowserDoor(wishes: { readonly host?: string; readonly port?: number }): Promise<BrowserDoor>
  /** Gives the home back; the engine serves on unless it is to stop. */
  close(options: { readonly stopEngine: boolean }): Promise<void>
}

export interface ComposeOptions {
  readonly frontDoor: AppInfo["frontDoor"]
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The real world, for this home. */
export function realWorld(environment: ComposeOptions["environment"]): World {
  const home: Home = homeOf(environment)
  const resources: Resources = findResources()
  const log = createLogger({ folder: home.logs, ...(environment["GLIMMER_DEBUG"] ? { level: "debug" } : {}) })
  return {
    home,
    resources,
    version: VERSION,
    archives: createArchives(),
    bodies: createHttpBodies({ environment, log }),
    hasher: createHasher(),
    model: createModelClient(),
    openThreads: (path, nowMs) => openThreadStore(path, nowMs),
    ports: {
      processes: createProcesses(environment),
      files: createFiles(),
      clock: createClock(),
      http: createHttp({ environment, log }),
      log,
      system: createSystemInformation(),
      network: createNetwork(),
      environment,
      newId: randomUUID,
    },
  }
}

/** Opens the home and everything in it. Errors: `home-in-use`. */
export async function composeGlimmer(options: ComposeOptions): Promise<Glimmer> {
  const world = realWorld(options.environment)
  const closing = { stopEngine: options.frontDoor !== "terminal" }
  const house = await openHouse({
    ports: world.ports,
    home: world.home,
    frontDoor: options.frontDoor,
    compose: () => composeServices(world, closing),
  })
  return {
    house,
    client: createRouterClient(house.router, {
      context: { frontDoor: options.frontDoor },
      interceptors: [problemBoundaryHere],
    }),
    openBrowserDoor: (wishes) =>
      house.openBrowserDoor({ rendererFolder: world.resources.rendererFolder, ...wishes }),
    close: async ({ stopEngine }) => {
      closing.stopEngine = stopEngine
      await house.close()
    },
  }
}
