import { mkdir, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { CHECKERS } from "#node/services/doctor/checks/index"
import { answered, checkWorld, ENGINE, ONLINE } from "./check-world"

describe("the computer", () => {
  it("has too little shared memory for several cards where it is enough for one", async () => {
    const { world, write } = await checkWorld(null)
    await write("/dev/shm/x", "")
    const files = {
      ...world.ports.files,
      space: async () => ({ freeBytes: 512e6, totalBytes: 512e6, freeFiles: 1 }),
    }
    const small = { ...world, ports: { ...world.ports, files } }
    expect((await CHECKERS["shared-memory"](small)).says).toBe("shared-memory-enough")
    const launch = { ...defaultLaunchSettings(), tensorParallelSize: 2 }
    expect(await CHECKERS["shared-memory"]({ ...small, launch })).toMatchObject({
      says: "shared-memory-small",
    })
  })

  it("is full by bytes or by files, and says which folder", async () => {
    const { world, home } = await checkWorld(null)
    const at = (freeBytes: number, freeFiles: number | null) => ({
      ...world,
      ports: {
        ...world.ports,
        files: { ...world.ports.files, space: async () => ({ freeBytes, totalBytes: 1e12, freeFiles }) },
      },
    })
    expect((await CHECKERS["disk-space"](at(500e9, 1e7))).says).toBe("disk-room")
    expect(await CHECKERS["disk-space"](at(5e9, 1e7))).toMatchObject({
      says: "disk-short",
      values: { path: home.root, neededBytes: 14e9 },
      fix: { kind: "free-disk" },
    })
    expect((await CHECKERS["disk-space"](at(5e6, 1e7))).says).toBe("disk-full")
    expect((await CHECKERS["disk-inodes"](at(5e9, 12))).says).toBe("inodes-none")
    expect((await CHECKERS["disk-inodes"](at(5e9, 5000))).says).toBe("inodes-short")
    // Btrfs tells no number: that is not zero.
    expect((await CHECKERS["disk-inodes"](at(5e9, null))).says).toBe("not-on-this-system")
  })

  it("lacks a compiler or only the one for C++, and the one a person names counts", async () => {
    const { world, processes } = await checkWorld(null)
    expect(await CHECKERS.compilers(world)).toMatchObject({
      says: "c-compiler-missing",
      fix: { kind: "install-system-package" },
    })
    processes.install("clang")
    expect((await CHECKERS.compilers(world)).says).toBe("cxx-compiler-missing")
    processes.install("/opt/cc/g++-14", "/opt/cc/g++-14")
    const named = { ...world, ports: { ...world.ports, environment: { CXX: "/opt/cc/g++-14" } } }
    expect(await CHECKERS.compilers(named)).toMatchObject({ says: "compilers-found" })
  })

  it("has headers beside the Python that the engine really runs on, through links", async () => {
    const { world, root, home } = await checkWorld(
      null,
      { engine: async () => ENGINE },
      {
        "/opt/python/bin/python3.12": "",
      },
    )
    const bin = join(root, home.engines, ENGINE.id, "bin")
    await mkdir(bin, { recursive: true })
    await symlink(join(root, "/opt/python/bin/python3.12"), join(bin, "python"))
    expect((await CHECKERS["python-headers"](world)).says).toBe("python-headers-missing")
    await mkdir(join(root, "/opt/python/include/python3.12"), { recursive: true })
    await writeFile(join(root, "/opt/python/include/python3.12/Python.h"), "")
    expect(await CHECKERS["python-headers"](world)).toMatchObject({
      says: "python-headers-found",
      values: { python: "3.12" },
    })
  })

  it("may open too few files, by the hard limit: the engine raises the soft one itself", async () => {
    const fine = await checkWorld(null, {}, { "/proc/self/limits": limitsLine("1024", "524288") })
    expect((await CHECKERS.limits(fine.world)).says).toBe("limits-fine")
    const low = await checkWorld(null, {}, { "/proc/self/limits": limitsLine("1024", "1024") })
    expect(await CHECKERS.limits(low.world)).toMatchObject({
      says: "open-files-low",
      values: { openFiles: 1024 },
    })
  })

  it("has a clock that is off only when every server says so", async () => {
    const off = 1_700_000_000_000 - 3_600_000
    const { world } = await checkWorld(null)
    const told = async (...datesMs: (number | null)[]) =>
      CHECKERS.clock({
        ...world,
        network: async () => ({
          ...ONLINE,
          index: null,
          hubs: datesMs.map((dateMs) => answered("hub.example", { dateMs })),
        }),
      })
    expect(await told(off, off)).toMatchObject({ says: "clock-off", values: { seconds: 3600 } })
    expect((await told(off, 1_700_000_000_000)).says).toBe("clock-right")
    expect((await told(null)).says).toBe("clock-untold")
  })
})

const limitsLine = (soft: string, hard: string) =>
  `Max open files            ${soft}                ${hard}               files\n`
