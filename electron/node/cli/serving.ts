import { ProblemError } from "#common/domain/problem"
import { createClock } from "../adapters/clock"
import { composeGlimmer, type Glimmer } from "../compose"
import { homeOf } from "../home"
import { loadToken } from "../serve/token-file"
import type { CommandContext } from "./command"
import { SILENT } from "./looking"
import { joinRunning } from "./session"

/** How long another command, which has the home only while it works, is waited for, ms. */
const PATIENCE_MS = 15_000
const LOOK_AGAIN_MS = 200

/** The address that lets in where Glimmer serves this home already; null where it does not. */
export async function addressOfRunning(signal: AbortSignal): Promise<string | null> {
  const session = await joinRunning(signal)
  await session?.close({ stopEngine: false })
  const address = session?.owner?.address ?? null
  if (address === null) return null
  return `${address}/enter#${await loadToken(homeOf(process.env).run, SILENT)}`
}

/** Opens the home. A command that has it is about to be done: it is waited for. Throws `home-in-use`. */
export async function takeHome({ signal, terminal, words }: CommandContext): Promise<Glimmer> {
  const clock = createClock()
  const endMs = clock.now() + PATIENCE_MS
  for (let told = false; ;) {
    try {
      return await composeGlimmer({ frontDoor: "browser", environment: process.env })
    } catch (error) {
      if (!ProblemError.is(error) || error.problem.code !== "home-in-use") throw error
      const { frontDoor, pid = 0 } = error.problem.values
      if (frontDoor !== "terminal" || clock.now() >= endMs) throw error
      if (!told) terminal.note(words.say("waiting-for-terminal", { pid }))
      told = true
      await clock.sleep(LOOK_AGAIN_MS, signal)
    }
  }
}
