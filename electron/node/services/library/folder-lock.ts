import { join } from "node:path"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Files, Processes } from "../../ports"

interface LockPorts {
  readonly files: Files
  readonly processes: Pick<Processes, "find">
}

/**
 * Keeps a model's folder for this process: two Glimmers with homes of their own may be told the same folder, and two
 * writers of one file would be one too many. Returns how to give it back. Throws `busy`.
 */
export async function lockFolder(
  { files, processes }: LockPorts,
  folder: string,
): Promise<() => Promise<void>> {
  const path = join(folder, ".glimmer.lock")
  const mine = await nameOf({ files, processes }, process.pid)
  await files.makeFolder(folder)
  for (;;) {
    if (await files.createText(path, mine)) return () => files.remove(path)
    const holder = (await files.readText(path)) ?? ""
    const pid = Number(holder.split(" ")[0])
    if (holder !== mine && pid > 0 && (await nameOf({ files, processes }, pid)) === holder) {
      throw new ProblemError(makeProblem("busy", { path: folder, pid }))
    }
    // Of a process that was killed, or of an earlier run of the system.
    await files.remove(path)
  }
}

/** A name that no other process ever has: pids come again, not at the same tick after the same boot. */
async function nameOf({ files, processes }: LockPorts, pid: number): Promise<string> {
  const [info, boot] = await Promise.all([
    processes.find(pid),
    files.readText("/proc/sys/kernel/random/boot_id").catch(() => null),
  ])
  return `${pid} ${info?.startTicks ?? "gone"} ${boot?.trim() ?? ""}`
}
