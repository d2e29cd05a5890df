import { dirname, join } from "node:path"
import { COMPILERS, START_NEEDS } from "#common/data/checks"
import { MACHINE_NEEDS } from "#common/data/machine-needs"
import { ENGINE_DISK_BYTES } from "#common/data/setup-steps"
import { SYSTEM_PACKAGES } from "#common/data/system-packages"
import { finding } from "#common/domain/checks/check"
import { openFilesLimit } from "#common/domain/checks/system-limits"
import { USUAL_ENGINE_PORT } from "#common/domain/connect"
import { targetFor } from "#common/domain/hardware"
import { freePort } from "../../engine/free-port"
import { engineFolders } from "../../setup/engine-folders"
import type { Check, CheckWorld } from "../check-world"

/** Main memory that can be had, against what an engine takes. */
export const mainMemoryCheck: Check = async (world) => {
  const report = await world.machine()
  const { availableBytes, totalBytes } = report.memory
  const neededBytes = MACHINE_NEEDS.memoryBytes[(await world.engine())?.target ?? targetFor(report)]
  return availableBytes < neededBytes
    ? finding(
        "memory-short",
        { availableBytes, neededBytes },
        { fix: { kind: "free-main-memory", by: "person" } },
      )
    : finding("memory-enough", { availableBytes, totalBytes })
}

/** Containers give 64 MB of it unless told otherwise. */
export const sharedMemoryCheck: Check = async (world) => {
  if ((await world.ports.files.info("/dev/shm")) === null) return finding("not-on-this-system")
  const { freeBytes, totalBytes } = await world.ports.files.space("/dev/shm")
  const { one, several } = START_NEEDS.sharedMemoryBytes
  const neededBytes = (world.launch?.tensorParallelSize ?? 1) > 1 ? several : one
  return freeBytes < neededBytes
    ? finding(
        "shared-memory-small",
        { freeBytes, totalBytes, neededBytes },
        { fix: { kind: "more-shared-memory", by: "person" } },
      )
    : finding("shared-memory-enough", { freeBytes })
}

/** Room where Glimmer writes, where models lie, and where programs put what they need for a moment. */
export const diskSpaceCheck: Check = async (world) => {
  const target = targetFor(await world.machine())
  const hasEngine = (await world.engine()) !== null
  const places = [
    { path: world.home.root, neededBytes: hasEngine ? START_NEEDS.homeBytes : ENGINE_DISK_BYTES[target] },
    { path: temporaryFolder(world), neededBytes: START_NEEDS.temporaryBytes },
  ]
  const seen = await Promise.all(
    places.map(async (place) => ({ ...place, ...(await world.ports.files.space(place.path)) })),
  )
  const worst = seen.toSorted((a, b) => a.freeBytes / a.neededBytes - b.freeBytes / b.neededBytes)[0]
  if (worst === undefined || worst.freeBytes >= worst.neededBytes) {
    return finding("disk-room", { freeBytes: seen[0]?.freeBytes ?? 0, path: world.home.root })
  }
  const { freeBytes, neededBytes, path } = worst
  const fix = path === world.home.root ? freeDisk(path) : OTHER_TEMPORARY_FOLDER
  return finding(
    freeBytes < START_NEEDS.fullBelowBytes ? "disk-full" : "disk-short",
    { freeBytes, neededBytes, path },
    { fix },
  )
}

/** Free files where Glimmer writes: a disk can be full of names while it has room. */
export const diskInodesCheck: Check = async (world) => {
  const { freeFiles } = await world.ports.files.space(world.home.root)
  const path = world.home.root
  if (freeFiles === null) return finding("not-on-this-system")
  if (freeFiles >= START_NEEDS.inodes) return finding("inodes-free", { files: freeFiles })
  const fix = freeDisk(path)
  return finding(freeFiles < 1000 ? "inodes-none" : "inodes-short", { files: freeFiles, path }, { fix })
}

function freeDisk(path: string) {
  return { kind: "free-disk", by: "program", path } as const
}

const OTHER_TEMPORARY_FOLDER = { kind: "other-temporary-folder", by: "program" } as const

function temporaryFolder({ ports }: CheckWorld): string {
  return ports.environment["TMPDIR"] ?? "/tmp"
}

/** Whether the engine gets an address of its own. */
export const portsCheck: Check = async (world) => {
  const port = await freePort(world.ports.network).catch(() => null)
  if (port === null) return finding("no-port-free", {}, { fix: { kind: "start-again", by: "program" } })
  return port === USUAL_ENGINE_PORT
    ? finding("port-free", { port })
    : finding("usual-port-taken", { port, usual: String(USUAL_ENGINE_PORT) })
}

/** Triton compiles at every first start, torch on the processor too. */
export const compilersCheck: Check = async (world) => {
  const [c, cxx] = await Promise.all([
    firstOf(world, world.ports.environment["CC"], COMPILERS.c),
    firstOf(world, world.ports.environment["CXX"], COMPILERS.cxx),
  ])
  const fix = { kind: "install-system-package", by: "person", packages: SYSTEM_PACKAGES.compilers } as const
  if (c === null) return finding("c-compiler-missing", {}, { fix })
  if (cxx === null) return finding("cxx-compiler-missing", { compiler: c }, { fix })
  return finding("compilers-found", { compiler: c, cxxCompiler: cxx })
}

async function firstOf(
  { ports }: CheckWorld,
  named: string | undefined,
  usual: readonly string[],
): Promise<string | null> {
  for (const program of [...(named ? [named] : []), ...usual]) {
    const path = await ports.processes.which(program)
    if (path !== null) return path
  }
  return null
}

/** Python.h of the Python the engine runs on, which Triton includes. */
export const pythonHeadersCheck: Check = async (world) => {
  const engine = await world.engine()
  if (engine === null) return finding("no-engine")
  const python = await world.ports.files.realPath(engineFolders(world.home, engine.id).python)
  const minor = /^\d+\.\d+/.exec(engine.python)?.[0] ?? ""
  if (python === null || minor === "") return finding("no-engine")
  // `<prefix>/bin/python3.12` has its headers in `<prefix>/include/python3.12`.
  const header = join(dirname(dirname(python)), "include", `python${minor}`, "Python.h")
  if ((await world.ports.files.info(header)) !== null)
    return finding("python-headers-found", { python: minor })
  return finding(
    "python-headers-missing",
    { python: minor, path: header },
    { fix: { kind: "install-system-package", by: "person", packages: SYSTEM_PACKAGES.pythonHeaders } },
  )
}

/** How many files the engine may hold open; it raises the soft limit itself. */
export const limitsCheck: Check = async (world) => {
  const limits = await world.ports.files.readText("/proc/self/limits").catch(() => null)
  const openFiles = limits === null ? null : openFilesLimit(limits)
  if (openFiles === null) return finding("not-on-this-system")
  if (openFiles >= START_NEEDS.openFiles) return finding("limits-fine")
  return finding(
    "open-files-low",
    { openFiles, needed: START_NEEDS.openFiles },
    { fix: { kind: "raise-open-files", by: "person", files: 65_536 } },
  )
}

/** This machine's clock against those of the servers that answered. */
export const clockCheck: Check = async (world) => {
  const { index, hubs, atMs } = await world.network()
  const told = [index, ...hubs].flatMap((server) => server?.dateMs ?? [])
  const [dateMs] = told
  if (dateMs === undefined) return finding("clock-untold")
  // Two servers that agree are right; with one, it is believed.
  const offSeconds = Math.round(Math.min(...told.map((one) => Math.abs(atMs - one))) / 1000)
  return offSeconds > START_NEEDS.clockSeconds
    ? finding("clock-off", { seconds: offSeconds }, { fix: { kind: "sync-clock", by: "person" } })
    : finding("clock-right", { seconds: offSeconds })
}
