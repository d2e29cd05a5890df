import type { Thread } from "#common/domain/chat"

export type ThreadGroup = "today" | "week" | "older"

const DAY_MS = 24 * 3600_000

/** Conversations by when they were last touched, newest first; empty groups are left out. */
export function groupThreads(
  threads: readonly Thread[],
  nowMs: number,
): readonly { readonly group: ThreadGroup; readonly threads: readonly Thread[] }[] {
  const midnightMs = new Date(nowMs).setHours(0, 0, 0, 0)
  const groupOf = ({ updatedAtMs }: Thread): ThreadGroup =>
    updatedAtMs >= midnightMs ? "today" : updatedAtMs >= midnightMs - 6 * DAY_MS ? "week" : "older"
  const sorted = threads.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
  return (["today", "week", "older"] as const)
    .map((group) => ({ group, threads: sorted.filter((thread) => groupOf(thread) === group) }))
    .filter(({ threads: inGroup }) => inGroup.length > 0)
}
