import type { Processes } from "../../ports"

/** How long the kernel's log may take, ms. */
const TIMEOUT_MS = 2000

/** The kernel's log since the boot; null where this user may not read it. */
export async function kernelLogText(
  { processes }: { readonly processes: Processes },
  signal: AbortSignal,
): Promise<string | null> {
  for (const [program, ...given] of [
    ["dmesg"],
    ["journalctl", "-k", "-b", "-q", "--no-pager", "-o", "cat"],
  ]) {
    if (program === undefined) continue
    const { exitCode, stdout } = await processes.run(
      { name: program, program, arguments: given, environment: { LC_ALL: "C" }, signal },
      { timeoutMs: TIMEOUT_MS, graceMs: 200 },
    )
    // Whoever may not read the journal gets an empty one, and no kernel starts in silence.
    if (exitCode === 0 && stdout.trim() !== "") return stdout
  }
  return null
}
