import type { FolderListing } from "#common/contract/machine"
import { MACHINE_NEEDS } from "#common/data/machine-needs"
import type { Gpu, MachineReport } from "#common/domain/hardware"
import { findingsOf } from "#common/domain/machine/findings"
import type { MachineFacts } from "#common/domain/machine/machine-facts"
import type { StateFrame } from "#common/domain/watch"
import type { Home } from "../../home"
import type { Ports } from "../../ports"
import { browseFolder } from "./browse-folder"
import { type DriverFacts, readDriverFacts } from "./driver-facts"
import { findForeignEngines } from "./foreign-engines"
import { GpuWatch } from "./gpu-watch"
import { readGraphicsCards } from "./graphics-cards"
import { NvidiaSmi } from "./nvidia-smi"
import { ProcessOwners } from "./process-owners"
import { type GpuPicture, GpuReader } from "./read-gpus"
import { isInContainer, readSystemFacts } from "./system-facts"
import { readMemory } from "./system-memory"
import { type Remembered, UntilBoot } from "./until-boot"

export type MachinePorts = Pick<
  Ports,
  "processes" | "files" | "clock" | "log" | "system" | "environment" | "newId"
>

/** What this machine is, what is wrong with it, and its folders. */
export class MachineService {
  readonly #smi: NvidiaSmi
  readonly #reader: GpuReader
  readonly #watch: GpuWatch
  readonly #untilBoot: UntilBoot
  #last: MachineReport | null = null
  #taking: Promise<MachineReport> | null = null

  constructor(
    private readonly ports: MachinePorts,
    private readonly home: Home,
  ) {
    this.#smi = new NvidiaSmi(ports)
    this.#reader = new GpuReader(this.#smi, new ProcessOwners(ports))
    this.#watch = new GpuWatch(ports, this.#smi, (graphics) => this.#reader.read(this.#memory, graphics))
    this.#untilBoot = new UntilBoot(ports, home)
  }

  /** The last picture of the machine, or a fresh one when asked or when there is none. Two who ask get the same. */
  async report(refresh: boolean): Promise<MachineReport> {
    if (!refresh && this.#last !== null) return this.#last
    this.#taking ??= this.#take().finally(() => (this.#taking = null))
    return this.#taking
  }

  /** The cards with their memory and processes, about once a second while somebody watches. */
  watchGpus(signal?: AbortSignal): AsyncGenerator<StateFrame<readonly Gpu[]>, void, undefined> {
    return this.#watch.watch(signal)
  }

  /** One folder of this machine; null is the person's home. */
  browse(path: string | null, files: boolean): Promise<FolderListing> {
    return browseFolder(this.ports, path, files)
  }

  readonly #memory = () => readMemory(this.ports)

  /** Everything at once: the whole takes as long as its slowest part, which is one question to nvidia-smi. */
  async #take(): Promise<MachineReport> {
    const { ports, home } = this
    const tookMs: Record<string, number> = {}
    const startedAtMs = ports.clock.now()
    const timed = async <T>(part: string, act: () => Promise<T>): Promise<T> => {
      const fromMs = ports.clock.now()
      const value = await act()
      tookMs[part] = ports.clock.now() - fromMs
      return value
    }
    const remembered = await this.#untilBoot.recall()
    const [picture, driver, system, memory, disk, cards, container, foreignEngines] = await Promise.all([
      timed("nvidia-smi", () => this.#reader.read(this.#memory, this.#watch.graphics)),
      remembered.driver === null ? timed("topology", () => readDriverFacts(this.#smi)) : null,
      remembered.system ?? timed("system", () => readSystemFacts(ports)),
      timed("memory", this.#memory),
      timed("disk", () => ports.files.space(home.root)),
      timed("pci", () => readGraphicsCards(ports)),
      isInContainer(ports),
      timed("pythons", () => findForeignEngines(ports, home)),
    ])
    const forCards = cardsOf(picture)
    let told = driver ?? remembered.driver
    // Another card or driver since: what was remembered is worthless.
    if (driver === null && picture.problem === null && remembered.driver?.forCards !== forCards) {
      told = await timed("topology", () => readDriverFacts(this.#smi))
    }
    await this.#keep(remembered, { system, driver: worthKeeping(picture, forCards, told) })
    const facts: MachineFacts = {
      gpus: picture.gpus,
      troubledGpus: picture.troubledGpus,
      sharedMemoryGpus: picture.sharedMemoryGpus,
      smiProblem: picture.problem,
      driverVersion: picture.driverVersion,
      nvidiaCards: cards.nvidia,
      otherGpus: cards.others,
      kernelDriver: (await ports.files.info("/proc/driver/nvidia/version").catch(() => null)) !== null,
      container,
      memory,
      disk: { path: home.root, ...disk },
      os: system.os,
      foreignEngines,
    }
    tookMs["total"] = ports.clock.now() - startedAtMs
    this.#last = {
      takenAtMs: startedAtMs,
      gpus: facts.gpus,
      otherGpus: facts.otherGpus,
      driverVersion: facts.driverVersion,
      cudaVersion: facts.gpus.length === 0 ? null : (told?.cudaVersion ?? null),
      topology: facts.gpus.length === 0 ? null : (told?.topology ?? null),
      cpu: system.cpu,
      memory,
      disk: facts.disk,
      os: facts.os,
      foreignEngines,
      findings: findingsOf(facts, MACHINE_NEEDS),
      tookMs,
    }
    return this.#last
  }

  /** Written only when it differs, so that a look at the machine does not touch the disk each time. */
  async #keep(before: Remembered, now: Remembered): Promise<void> {
    if (JSON.stringify(before) !== JSON.stringify(now)) await this.#untilBoot.remember(now)
  }
}

/** The service alone, for whoever needs to know this machine. */
export function createMachineService(ports: MachinePorts, home: Home): MachineService {
  return new MachineService(ports, home)
}

/** Only a whole answer is kept: half of one would be believed until the next boot. */
function worthKeeping(picture: GpuPicture, forCards: string, told: DriverFacts | null): Remembered["driver"] {
  if (picture.problem !== null || told === null || told.cudaVersion === null || told.topology === null)
    return null
  return { forCards, cudaVersion: told.cudaVersion, topology: told.topology }
}

/** What the driver's facts hold for: another driver, card or slot makes them worthless. */
function cardsOf({ driverVersion, gpus }: GpuPicture): string {
  return [driverVersion ?? "", ...gpus.map((gpu) => `${gpu.index} ${gpu.uuid} ${gpu.pciBusId}`)].join("\n")
}
