import { join } from "node:path"
import { memoryGroup, memoryLimit } from "#common/domain/machine/memory-limit"
import type { Ports } from "../../ports"
import type { Memory } from "./read-gpus"

const GROUPS = "/sys/fs/cgroup"

/** Main memory as far as this program may use it: a container's limit counts, not the host's size. */
export async function readMemory(ports: Pick<Ports, "files" | "system">): Promise<Memory> {
  const [machine, limits] = await Promise.all([ports.system.memory(), groupLimits(ports)])
  return {
    totalBytes: Math.min(machine.totalBytes, ...limits.map((limit) => limit.limitBytes)),
    availableBytes: Math.min(machine.availableBytes, ...limits.map((limit) => limit.availableBytes)),
  }
}

async function groupLimits({ files }: Pick<Ports, "files">) {
  const read = (path: string) => files.readText(path).catch(() => null)
  const group = memoryGroup((await read("/proc/self/cgroup")) ?? "")
  if (group === null) return []
  const mount = group.version === 1 ? join(GROUPS, "memory") : GROUPS
  const names =
    group.version === 1
      ? ["memory.limit_in_bytes", "memory.usage_in_bytes"]
      : ["memory.max", "memory.current"]
  const limits = await Promise.all(
    // A limit anywhere above binds too. Inside a container the path of the host may not exist; the mount then is ours.
    pathsUpwards(group.path).map(async (path) => {
      const [limit, used, stat] = await Promise.all(
        [...names, "memory.stat"].map((name) => read(join(mount, path, name))),
      )
      return memoryLimit(limit ?? null, used ?? null, stat ?? null)
    }),
  )
  return limits.filter((limit) => limit !== null)
}

/** `/a/b` → `/a/b`, `/a`, `/`. */
function pathsUpwards(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "")
  return Array.from(
    { length: parts.length + 1 },
    (_, at) => `/${parts.slice(0, parts.length - at).join("/")}`,
  )
}
