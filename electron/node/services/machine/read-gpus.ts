import type { Gpu, GpuProcess, MigDevice } from "#common/domain/hardware"
import { makeProblem, type Problem } from "#common/domain/problem"
import {
  GPU_FIELDS,
  type GpuField,
  type GpuReading,
  parseGpus,
  type TroubledGpu,
  unknownField,
} from "#common/domain/machine/smi-gpus"
import { parseComputeProcesses, PROCESS_FIELDS, type ProcessRow } from "#common/domain/machine/smi-processes"
import { parseMigDevices } from "#common/domain/machine/smi-words"
import type { NvidiaSmi, SmiAnswer } from "./nvidia-smi"
import type { ProcessOwners } from "./process-owners"

/** What the driver told about all cards at one moment. */
export interface GpuPicture {
  readonly gpus: readonly Gpu[]
  readonly troubledGpus: readonly TroubledGpu[]
  readonly sharedMemoryGpus: readonly number[]
  readonly driverVersion: string | null
  /** Why there is nothing to tell; null when there is. */
  readonly problem: Problem | null
}

export interface Memory {
  readonly totalBytes: number
  readonly availableBytes: number
}

/** Reads cards and the processes on them, both questions at once. Remembers which fields a driver does not know. */
export class GpuReader {
  #fields: readonly GpuField[] = GPU_FIELDS

  constructor(
    private readonly smi: NvidiaSmi,
    private readonly owners: ProcessOwners,
  ) {}

  /**
   * `graphics` are processes that no query lists; `memory` is asked only where a card has none of its own.
   */
  async read(memory: () => Promise<Memory>, graphics: readonly ProcessRow[] = []): Promise<GpuPicture> {
    const [cards, processes] = await Promise.all([
      this.#askCards(),
      this.smi.ask(`--query-compute-apps=${PROCESS_FIELDS.join(",")}`, "--format=csv,noheader,nounits"),
    ])
    const reading = parseGpus(cards.text, this.#fields)
    if (reading === null || !isUsable(reading, cards)) {
      return failed(cards.problem ?? unreadable(cards.text), reading)
    }
    const shared = reading.gpus.some((gpu) => gpu.memoryTotalBytes === null) ? await memory() : null
    const split = reading.gpus.some((gpu) => gpu.migEnabled === true) ? await this.smi.ask("-L") : null
    // That the processes could not be listed is no reason to hide the cards.
    const rows = processes.problem === null ? parseComputeProcesses(processes.text) : []
    const migDevices = parseMigDevices(split?.text ?? "")
    const holders = await this.#holders(reading, [...rows, ...graphics], migDevices)
    const gpus = reading.gpus.map((row): Gpu => {
      const devices = row.migEnabled === true ? (migDevices.get(row.index) ?? []) : null
      return {
        ...row,
        memoryTotalBytes: row.memoryTotalBytes ?? shared?.totalBytes ?? 0,
        memoryFreeBytes: row.memoryFreeBytes ?? shared?.availableBytes ?? 0,
        processes: holders.get(row.index) ?? [],
        ...(devices === null ? {} : { migDevices: devices }),
      }
    })
    return {
      gpus,
      troubledGpus: reading.troubled,
      sharedMemoryGpus: reading.gpus.filter((gpu) => gpu.memoryTotalBytes === null).map((gpu) => gpu.index),
      driverVersion: reading.driverVersion,
      problem: null,
    }
  }

  /** An older driver refuses the whole question for one field; each refusal names one, which is left out then. */
  async #askCards(): Promise<SmiAnswer> {
    for (;;) {
      const fields = this.#fields
      const answer = await this.smi.ask(`--query-gpu=${fields.join(",")}`, "--format=csv,noheader,nounits")
      const unknown = answer.problem === null ? null : unknownField(answer.text)
      if (unknown === null || !fields.includes(unknown)) return answer
      this.#fields = fields.filter((field) => field !== unknown)
    }
  }

  /** The processes of each card by its index, those that hold most first, each once. */
  async #holders(
    reading: GpuReading,
    rows: readonly ProcessRow[],
    migDevices: ReadonlyMap<number, readonly MigDevice[]>,
  ): Promise<ReadonlyMap<number, readonly GpuProcess[]>> {
    const indexByUuid = new Map<string, number>(reading.gpus.map((gpu) => [gpu.uuid, gpu.index]))
    for (const [index, devices] of migDevices) for (const { uuid } of devices) indexByUuid.set(uuid, index)
    const owned = await Promise.all(rows.map(async (row) => ({ row, owner: await this.owners.of(row.pid) })))
    const byGpu = new Map<number, GpuProcess[]>()
    for (const { row, owner } of owned) {
      const index = typeof row.gpu === "number" ? row.gpu : indexByUuid.get(row.gpu)
      if (index === undefined) continue
      const list = byGpu.get(index) ?? []
      byGpu.set(index, list)
      // A process that computes and draws is in both lists.
      if (list.some((one) => one.pid === row.pid)) continue
      const { user = null, own = false, name = null } = owner ?? {}
      list.push({ pid: row.pid, name: row.name ?? name, user, memoryBytes: row.memoryBytes, own })
    }
    for (const list of byGpu.values()) list.sort((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0))
    return byGpu
  }
}

/** One lost card makes nvidia-smi fail while it tells about the others; a hanging one has told nothing to rely on. */
function isUsable(reading: GpuReading, { problem }: SmiAnswer): boolean {
  return problem === null || (reading.gpus.length > 0 && problem.code !== "smi-timeout")
}

function failed(problem: Problem, reading: GpuReading | null): GpuPicture {
  return {
    gpus: [],
    troubledGpus: reading?.troubled ?? [],
    sharedMemoryGpus: [],
    driverVersion: null,
    problem,
  }
}

function unreadable(text: string): Problem {
  const line = text.split("\n").find((one) => one.trim() !== "")
  return makeProblem("smi-unreadable", {}, line?.trim().slice(0, 200) ?? null)
}
