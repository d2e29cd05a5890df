import type { GlimmerClient } from "#common/contract/index"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { createClock } from "../adapters/clock"
import { createFiles } from "../adapters/files"
import { createProcesses } from "../adapters/processes"
import { homeOf } from "../home"
import type { OwnerRecord } from "../serve/owner"

/** A program that is just taking the home gets this long to be ready for others, ms. */
const PATIENCE_MS = 15_000
/** A living Glimmer answers at once; one that was suspended never does. ms. */
const ANSWERS_WITHIN_MS = 5_000
const LOOK_AGAIN_MS = 100

/** A command's way to the services: those of the Glimmer that is running, or its own. */
export interface Session {
  readonly client: GlimmerClient
  /** Another Glimmer answers; nothing of it ends with this command. Null when the home is this command's own. */
  readonly owner: OwnerRecord | null
  /** Aborted when the other Glimmer is gone. */
  readonly closed: AbortSignal
  /** Ends what belongs to this command. An engine serves on unless `stopEngine`. */
  close(options: { readonly stopEngine: boolean }): Promise<void>
}

/** Connects to the running Glimmer of this home, else becomes it for as long as the command takes. */
export async function openSession(signal: AbortSignal): Promise<Session> {
  const endMs = performance.now() + PATIENCE_MS
  for (;;) {
    const running = await joinRunning(signal)
    if (running !== null) return running
    try {
      return await ownSession()
    } catch (error) {
      // Somebody else was faster, and cannot be reached yet.
      const inUse = ProblemError.is(error) && error.problem.code === "home-in-use"
      if (!inUse || performance.now() >= endMs) throw error
      await createClock().sleep(LOOK_AGAIN_MS, signal)
    }
  }
}

/** The running Glimmer of this home; null when there is none. Throws `home-in-use` when it does not answer. */
export async function joinRunning(signal: AbortSignal): Promise<Session | null> {
  const ports = { files: createFiles(), processes: createProcesses(process.env), clock: createClock() }
  const home = homeOf(process.env)
  const [{ connectToOwner }, { findOwner }] = await Promise.all([
    import("../serve/owner-client"),
    import("../serve/owner"),
  ])
  const connecting = connectToOwner(ports, home)
  const silent = new AbortController()
  const waiting = ports.clock.sleep(ANSWERS_WITHIN_MS, AbortSignal.any([signal, silent.signal])).then(
    () => "silent" as const,
    () => "ended" as const,
  )
  const connection = await Promise.race([connecting, waiting])
  silent.abort()
  signal.throwIfAborted()
  if (connection === "silent" || connection === "ended") {
    const owner = await findOwner(ports, home)
    if (owner === null) return null
    const { pid, frontDoor } = owner
    throw new ProblemError(makeProblem("home-in-use", { pid, frontDoor, silent: 1 }))
  }
  if (connection === null) return null
  return {
    client: connection.client,
    owner: connection.owner,
    closed: connection.closed,
    close: async () => connection.close(),
  }
}

async function ownSession(): Promise<Session> {
  const { composeGlimmer } = await import("../compose")
  const glimmer = await composeGlimmer({ frontDoor: "terminal", environment: process.env })
  return {
    client: glimmer.client,
    owner: null,
    closed: new AbortController().signal,
    close: (options) => glimmer.close(options),
  }
}
