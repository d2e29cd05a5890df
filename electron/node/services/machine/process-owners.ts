import type { Ports } from "../../ports"
import { RUN_ID_VARIABLE } from "../engine/engine-environment"

/** What this machine knows about a process on a card. */
export interface ProcessOwner {
  readonly user: string | null
  /** The name the process goes by; only a help where the driver tells none. */
  readonly name: string | null
  /** Started by Glimmer: its environment holds a run id, which every helper of an engine inherits. */
  readonly own: boolean
}

interface Known {
  readonly startTicks: number
  readonly owner: ProcessOwner
}

/** Whose processes they are. What was found out about one is kept as long as it lives. */
export class ProcessOwners {
  #known = new Map<number, Known>()

  constructor(private readonly ports: Pick<Ports, "processes">) {}

  /** Null when there is no such process here: it has ended, or the pid is one of another container. */
  async of(pid: number): Promise<ProcessOwner | null> {
    const process = await this.ports.processes.find(pid)
    if (process === null) {
      this.#known.delete(pid)
      return null
    }
    const known = this.#known.get(pid)
    if (known?.startTicks === process.startTicks) return known.owner
    const environment = await this.ports.processes.environment(pid)
    const owner = {
      user: process.user,
      name: process.name,
      own: environment?.[RUN_ID_VARIABLE] !== undefined,
    }
    this.#known.set(pid, { startTicks: process.startTicks, owner })
    return owner
  }
}
