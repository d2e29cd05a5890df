import type { GlimmerClient } from "#common/contract/index"
import { composeGlimmer, connectToRunning } from "../compose"

/** A command's way to the services: those of the Glimmer that is running, or its own. */
export interface Session {
  readonly client: GlimmerClient
  /** Another Glimmer answers; nothing of it ends with this command. */
  readonly remote: boolean
  /** Ends what belongs to this command. An engine serves on unless `stopEngine`. */
  close(options: { readonly stopEngine: boolean }): Promise<void>
}

/** Connects to the running Glimmer of this home, else becomes it for as long as the command takes. */
export async function openSession(): Promise<Session> {
  const running = await connectToRunning(process.env)
  if (running !== null) {
    return { client: running.client, remote: true, close: async () => running.close() }
  }
  const glimmer = await composeGlimmer({ frontDoor: "terminal", environment: process.env })
  return { client: glimmer.client, remote: false, close: (options) => glimmer.close(options) }
}
