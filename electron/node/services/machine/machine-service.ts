import type { FolderListing, FolderSizes } from "#common/contract/machine"
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
import { isDriverLoaded, isInContainer, readSystemFacts } from "./system-facts"
import { readMemory } from "./system-memory"
import { type Remembered, UntilBoot } from "./until-boot"

export type MachinePorts = Pick<
  Ports,
  "processes" | "files" | "clock" | "log" | "system" | "environment" | "newId"
>

/** Does something and notes under its name how long it took. */
type Timed = <T>(part: string, act: () => Promise<T>) => Promise<T>

/** What this machine is, what is wrong with it, and its folders. */
export class MachineService {
  readonly #smi: NvidiaSmi
  readonly #reader: GpuReader
  readonly #watch: GpuWatch
  readonly #untilBoot: UntilBoot
  #last: MachineReport | null = null
  #remembered: Remembered | null = null
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

  /** How much each of Glimmer's own folders holds. */
  async folderSizes(): Promise<FolderSizes> {
    const { files } = this.ports
    const { engines, models, downloads, caches, logs, threadsFile } = this.home
    const sizes = [engines, models, downloads, caches, logs].map(async (path) =>
      (await files.info(path)) === null ? 0 : files.folderBytes(path),
    )
    const [engineBytes = 0, modelBytes = 0, downloadBytes = 0, cacheBytes = 0, logBytes = 0] =
      await Promise.all(sizes)
    return {
      engines: engineBytes,
      models: modelBytes,
      downloads: downloadBytes,
      caches: cacheBytes,
      logs: logBytes,
      threads: (await files.info(threadsFile))?.bytes ?? 0,
    }
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

  /** Everything at once: the whole takes as long as its longest part, which is one question to nvidia-smi. */
  async #take(): Promise<MachineReport> {
    const { clock } = this.ports
    const tookMs: Record<string, number> = {}
    const startedAtMs = clock.now()
    const timed: Timed = async (part, act) => {
      const fromMs = clock.now()
      const value = await act()
      tookMs[part] = clock.now() - fromMs
      return value
    }
    await this.#smi.locate()
    const [cards, place] = await Promise.all([this.#seeCards(timed), this.#seePlace(timed)])
    const { picture, driver, system } = cards
    const { gpus, troubledGpus, sharedMemoryGpus, driverVersion, problem: smiProblem } = picture
    const facts: MachineFacts = {
      ...{ gpus, troubledGpus, sharedMemoryGpus, driverVersion, smiProblem, os: system.os },
      ...place,
    }
    const { otherGpus, memory, disk, foreignEngines } = place
    tookMs["total"] = clock.now() - startedAtMs
    this.#last = {
      takenAtMs: startedAtMs,
      ...{ gpus, otherGpus, driverVersion },
      // What is told of a driver that reaches no card is of no use.
      cudaVersion: gpus.length === 0 ? null : driver.cudaVersion,
      topology: gpus.length === 0 ? null : driver.topology,
      ...{ cpu: system.cpu, os: system.os, memory, disk, foreignEngines },
      findings: findingsOf(facts, MACHINE_NEEDS),
      tookMs,
    }
    return this.#last
  }

  /** Cards, driver and system; what is remembered of the last two is not asked for again. */
  async #seeCards(timed: Timed) {
    // The longest part first: it then runs in programs of its own while the disk is searched.
    const asking = timed("nvidia-smi", () => this.#reader.read(this.#memory, this.#watch.graphics))
    const askingDriver = () => timed("topology", () => readDriverFacts(this.#smi))
    const before = await this.#recall()
    const [picture, known, system] = await Promise.all([
      asking,
      before.driver ?? askingDriver(),
      before.system ?? timed("system", () => readSystemFacts(this.ports)),
    ])
    const forCards = cardsOf(picture)
    // Another card or driver since: what was remembered is worthless.
    const outdated = picture.problem === null && before.driver !== null && before.driver.forCards !== forCards
    const driver = outdated ? await askingDriver() : known
    await this.#keep(before, { system, driver: worthKeeping(picture, forCards, driver) })
    return { picture, driver, system }
  }

  /** Everything that files tell. */
  async #seePlace(timed: Timed) {
    const { ports, home } = this
    // Searching while programs are being started slows their start; once they run on their own it costs nothing.
    await new Promise((resolve) => setImmediate(resolve))
    const [memory, space, cards, kernelDriver, container, foreignEngines] = await Promise.all([
      timed("memory", this.#memory),
      timed("disk", () => ports.files.space(home.root)),
      timed("pci", () => readGraphicsCards(ports)),
      isDriverLoaded(ports),
      isInContainer(ports),
      timed("pythons", () => findForeignEngines(ports, home)),
    ])
    return {
      ...{ memory, kernelDriver, container, foreignEngines },
      disk: { path: home.root, ...space },
      nvidiaCards: cards.nvidia,
      otherGpus: cards.others,
    }
  }

  /** A program outlives no boot: what it has read or found out once it need not read again. */
  async #recall(): Promise<Remembered> {
    return (this.#remembered ??= await this.#untilBoot.recall())
  }

  /** Written only when it differs, so that a look at the machine does not touch the disk each time. */
  async #keep(before: Remembered, now: Remembered): Promise<void> {
    this.#remembered = now
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
