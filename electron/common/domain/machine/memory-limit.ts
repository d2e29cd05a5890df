/** What a control group allows, and what of it can be had; null where it sets no limit. */
export interface MemoryLimit {
  readonly limitBytes: number
  readonly availableBytes: number
}

/** Where this process stands in the control groups of memory. */
export interface MemoryGroup {
  readonly version: 1 | 2
  /** Path below the mount, beginning with `/`. */
  readonly path: string
}

/** Reads `/proc/self/cgroup`. Where both versions are mounted, memory belongs to the one that names it. */
export function memoryGroup(text: string): MemoryGroup | null {
  const lines = text.split("\n").map((line) => /^(\d+):([^:]*):(\/.*)$/.exec(line))
  const own = lines.find((match) => match?.[2]?.split(",").includes("memory"))
  if (own?.[3] !== undefined) return { version: 1, path: own[3] }
  const unified = lines.find((match) => match?.[1] === "0" && match[2] === "")
  return unified?.[3] === undefined ? null : { version: 2, path: unified[3] }
}

/**
 * The limit out of a group's files. Version 1 writes "no limit" as a number near 2^63, version 2 as `max`. What the
 * group has used for files that it can drop at any time still counts as available.
 */
export function memoryLimit(
  limit: string | null,
  used: string | null,
  stat: string | null,
): MemoryLimit | null {
  const limitBytes = Number(limit?.trim() || Number.NaN)
  if (!Number.isFinite(limitBytes) || limitBytes > 2 ** 60) return null
  const usedBytes = Number(used?.trim() || 0)
  const droppable = /^(?:total_)?inactive_file (\d+)$/m
  const total = /^total_inactive_file (\d+)$/m.exec(stat ?? "") ?? droppable.exec(stat ?? "")
  const inUseBytes = Math.max(0, usedBytes - Number(total?.[1] ?? 0))
  return { limitBytes, availableBytes: Math.max(0, limitBytes - inUseBytes) }
}
