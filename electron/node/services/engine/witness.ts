import { join } from "node:path"
import { z } from "zod"
import { readKernelLog } from "#common/domain/checks/kernel-log"
import type { Fact } from "#common/domain/diagnosis/fact"
import type { Gpu } from "#common/domain/hardware"
import { memoryGroup } from "#common/domain/machine/memory-limit"
import { readModelShape } from "#common/domain/plan/shape/read"
import type { Home } from "../../home"
import { parsePythonJson } from "../../parse-json"
import type { Ports } from "../../ports"
import { kernelLogText } from "../machine/kernel-log-text"
import { readMemory } from "../machine/system-memory"
import type { RunRecord } from "./run-record"

type WitnessPorts = Pick<Ports, "files" | "processes" | "system" | "clock">

/** An end is explained with what is known by then, ms. */
const TIME_LIMIT_MS = 3000

/**
 * Looks at the machine when a run begins and again when it fell: memory that ran out, cards that others hold, a full
 * disk. What the kernel did before the run is none of its facts.
 */
export function createWitness(
  ports: WitnessPorts,
  home: Home,
  gpus: () => Promise<readonly Gpu[]>,
): (record: RunRecord) => (pids: ReadonlySet<number>) => Promise<readonly Fact[]> {
  return (record) => {
    const before = kernelKills(ports)
    return async (pids) => {
      const over = new AbortController()
      const found: Fact[] = []
      const looks = [
        killFact(ports, before, pids),
        gpuFacts(gpus),
        diskFacts(ports, home),
        memoryFact(ports),
        modelFact(ports, record),
      ].map(async (look) => found.push(...(await look.catch(() => []))))
      await Promise.race([
        Promise.all(looks),
        ports.clock.sleep(TIME_LIMIT_MS, over.signal).catch(() => undefined),
      ])
      over.abort()
      return found
    }
  }
}

interface Kills {
  /** Of this program's control group and those above; null where there is none. */
  readonly counted: number | null
  /** Of the kernel's log; null where it may not be read. */
  readonly logged: ReturnType<typeof readKernelLog>["oomKills"] | null
}

async function kernelKills(ports: WitnessPorts): Promise<Kills> {
  const [counted, text] = await Promise.all([
    countedKills(ports).catch(() => null),
    kernelLogText(ports, AbortSignal.timeout(TIME_LIMIT_MS)).catch(() => null),
  ])
  return { counted, logged: text === null ? null : readKernelLog(text).oomKills }
}

/** A kill is this run's when its process was: other programs are killed, too, and their end explains nothing here. */
async function killFact(
  ports: WitnessPorts,
  earlier: Promise<Kills>,
  pids: ReadonlySet<number>,
): Promise<readonly Fact[]> {
  const [before, after] = await Promise.all([earlier, kernelKills(ports)])
  const fresh = after.logged?.slice(before.logged?.length ?? after.logged.length) ?? []
  const ours = fresh.findLast(({ pid }) => pids.has(pid))
  if (ours !== undefined) return [{ kind: "kernel-oom-kill", ...ours }]
  // In a container the kernel's log is closed, or has other pids; the group's own counter is not to be mistaken.
  const isMore = before.counted !== null && (after.counted ?? 0) > before.counted
  return isMore ? [{ kind: "kernel-oom-kill", pid: null, name: null, residentBytes: null }] : []
}

/** How often the kernel has killed in this very group for want of memory. */
async function countedKills({ files }: Pick<Ports, "files">): Promise<number | null> {
  const group = memoryGroup((await files.readText("/proc/self/cgroup")) ?? "")
  if (group === null) return null
  const isFirst = group.version === 1
  const mount = isFirst ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup"
  const file = isFirst ? "memory.oom_control" : "memory.events"
  // Inside a container the path of the host may not exist; the mount then is ours.
  const texts = await Promise.all(
    [join(mount, group.path, file), join(mount, file)].map((path) => files.readText(path).catch(() => null)),
  )
  const found = texts.flatMap((text) => /^oom_kill (\d+)$/m.exec(text ?? "")?.[1] ?? [])
  return found[0] === undefined ? null : Number(found[0])
}

async function gpuFacts(gpus: () => Promise<readonly Gpu[]>): Promise<readonly Fact[]> {
  return (await gpus()).map((gpu) => ({
    kind: "gpu-memory",
    gpu: gpu.index,
    totalBytes: gpu.memoryTotalBytes,
    freeBytes: gpu.memoryFreeBytes,
    holders: gpu.processes.flatMap(({ pid, name, user, memoryBytes, own }) =>
      memoryBytes === null ? [] : [{ pid, name, user, memoryBytes, own }],
    ),
  }))
}

async function diskFacts({ files }: Pick<Ports, "files">, home: Home): Promise<readonly Fact[]> {
  const places = [home.logs, home.caches, home.root]
  const room = await Promise.all(
    places.map(async (path) => ({ path, freeBytes: (await files.space(path)).freeBytes })),
  )
  return room.map((place) => ({ kind: "disk", ...place }))
}

async function memoryFact(ports: Pick<Ports, "files" | "system">): Promise<readonly Fact[]> {
  return [{ kind: "main-memory", ...(await readMemory(ports)) }]
}

async function modelFact({ files }: Pick<Ports, "files">, { request }: RunRecord): Promise<readonly Fact[]> {
  const text = await files.readText(join(request.modelPath, "config.json"))
  const config = z
    .record(z.string(), z.unknown())
    .safeParse(text === null ? undefined : parsePythonJson(text))
  const shape = config.success ? readModelShape(config.data, null).shape : null
  return shape === null
    ? []
    : [{ kind: "model", maxModelLen: shape.maxPosition, attentionHeads: shape.heads }]
}
