import type { EngineView } from "#common/domain/engine"
import type { SetupView } from "#common/domain/setup"
import { homeOf } from "../home"
import type { OwnerRecord } from "../serve/owner"
import { stateNow } from "./follow"
import { engineAtRest, setupAtRest } from "./home-at-rest"
import { lookingPorts } from "./looking"
import { joinRunning } from "./session"

/** How it stands with this Glimmer. */
export interface Status {
  readonly homePath: string
  readonly glimmerRunning: boolean
  /** Who has the home, and where; null while nobody has. */
  readonly owner: Pick<OwnerRecord, "pid" | "frontDoor" | "address"> | null
  readonly setup: SetupView
  readonly engine: EngineView
}

/** Asks the running Glimmer; where none runs, looks at what lies in its home and takes nothing over. */
export async function statusNow(signal: AbortSignal): Promise<Status> {
  const home = homeOf(process.env)
  const session = await joinRunning(signal)
  if (session === null) {
    const ports = lookingPorts(process.env)
    const [setup, engine] = await Promise.all([setupAtRest(ports, home), engineAtRest(ports, home)])
    return { homePath: home.root, glimmerRunning: false, owner: null, setup, engine }
  }
  try {
    const { client, owner } = session
    const [setup, engine] = await Promise.all([
      stateNow(await client.setup.watch({}, { signal })),
      stateNow(await client.engine.watch({}, { signal })),
    ])
    const told =
      owner === null ? null : { pid: owner.pid, frontDoor: owner.frontDoor, address: owner.address }
    return { homePath: home.root, glimmerRunning: true, owner: told, setup, engine }
  } finally {
    await session.close({ stopEngine: false })
  }
}
