import { ProblemError } from "#common/domain/problem"
import { createClock } from "../adapters/clock"
import { composeGlimmer, type Glimmer } from "../compose"
import { homeOf } from "../home"
import { loadToken } from "../serve/token-file"
import type { CommandContext } from "./command"
import { SILENT } from "./looking"
import { joinRunning } from "./session"

/** How long a program that has the home, but will be done with it or open a door soon, is waited for, ms. */
const PATIENCE_MS = 15_000
const LOOK_AGAIN_MS = 200

/** The home is this command's, or another Glimmer serves it at an address. */
type Served =
  | { readonly glimmer: Glimmer; readonly address: null }
  | { readonly glimmer: null; readonly address: string }

/**
 * Opens the home, or finds the address at which it is served already. A command that has the home is about to be
 * done, and a `serve` just started is about to have an address: both are waited for. Throws `home-in-use`.
 */
export async function takeHomeOrFindAddress({ signal, terminal, words }: CommandContext): Promise<Served> {
  const clock = createClock()
  const endMs = clock.now() + PATIENCE_MS
  for (let told = false; ;) {
    const address = await addressOfRunning(signal)
    if (address !== null) return { glimmer: null, address }
    try {
      const glimmer = await composeGlimmer({ frontDoor: "browser", environment: process.env })
      return { glimmer, address: null }
    } catch (error) {
      if (!ProblemError.is(error) || error.problem.code !== "home-in-use") throw error
      const { frontDoor, pid = 0 } = error.problem.values
      if (frontDoor === "desktop" || clock.now() >= endMs) throw error
      if (!told && frontDoor === "terminal") {
        terminal.note(words.say("waiting-for-terminal", { pid }))
        told = true
      }
      await clock.sleep(LOOK_AGAIN_MS, signal)
    }
  }
}

/** The address that lets in where Glimmer serves this home already; null where it does not. */
async function addressOfRunning(signal: AbortSignal): Promise<string | null> {
  const session = await joinRunning(signal)
  await session?.close({ stopEngine: false })
  const address = session?.owner?.address ?? null
  if (address === null) return null
  return `${address}/enter#${await loadToken(homeOf(process.env).run, SILENT)}`
}
