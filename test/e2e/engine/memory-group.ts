import { existsSync } from "node:fs"
import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

/** Where the kernel's control groups are, of either version, and what a limit is called there. */
const PLACES = [
  { parent: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes" },
  { parent: "/sys/fs/cgroup", limit: "memory.max" },
] as const

/** Processes that together may use so much main memory and no more: the kernel ends the largest that wants more. */
export class MemoryGroup {
  private constructor(
    private readonly folder: string,
    private readonly parent: string,
  ) {}

  /** Null where this machine or this user cannot make one. */
  static async create(bytes: number): Promise<MemoryGroup | null> {
    for (const { parent, limit } of PLACES) {
      const folder = join(parent, `glimmer-provoked-${process.pid}`)
      try {
        await mkdir(folder)
      } catch {
        continue
      }
      if (existsSync(join(folder, limit))) {
        await writeFile(join(folder, limit), String(bytes))
        return new MemoryGroup(folder, parent)
      }
      await rmdir(folder)
    }
    return null
  }

  /** What the process starts from now on belongs to the group too. */
  async add(pid: number): Promise<void> {
    await writeFile(join(this.folder, "cgroup.procs"), String(pid))
  }

  /** Lets all of them go where they may use what there is. */
  async dissolve(): Promise<void> {
    // Those that the kernel is still burying keep it busy for a moment.
    for (let tries = 1; ; tries++) {
      const pids = (await readFile(join(this.folder, "cgroup.procs"), "utf8")).split("\n").filter(Boolean)
      for (const pid of pids) await writeFile(join(this.parent, "cgroup.procs"), pid).catch(() => undefined)
      const left = await rmdir(this.folder).then(
        () => null,
        (error: unknown) => error,
      )
      if (left === null) return
      if (tries === 100) throw left
      await sleep(100)
    }
  }
}
