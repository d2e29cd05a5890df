/** Groups that `run` started and that still live; they must not outlive this program. */
const live = new Set<number>()
let watching = false

/** From now on the group dies with this program, however it exits (but by SIGKILL, where nobody is asked). */
export function tieGroupToUs(groupId: number): void {
  live.add(groupId)
  if (watching) return
  watching = true
  process.on("exit", () => {
    for (const group of live) signalProcess(group, "SIGKILL", true)
  })
}

export function untieGroup(groupId: number): void {
  live.delete(groupId)
}

/** Sends a signal to a process or a whole group; false when nobody could be reached. */
export function signalProcess(pid: number, signal: NodeJS.Signals, group: boolean): boolean {
  // 0, 1 and negative numbers mean "my group", "init" and "everybody" to kill(2).
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  try {
    return process.kill(group && process.platform !== "win32" ? -pid : pid, signal)
  } catch {
    return false
  }
}
