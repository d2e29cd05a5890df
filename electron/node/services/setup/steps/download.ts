import type { Home } from "../../../home"
import type { Ports } from "../../../ports"
import { wheelPath } from "../engine-folders"
import type { FetchFiles } from "../fetch-files"
import { loadLock } from "../saved-lock"
import { type Step, textFact } from "../step"

/** Every file of the lock, checked by its hash. */
export function downloadStep(
  ports: Pick<Ports, "files" | "clock">,
  home: Home,
  fetchFiles: FetchFiles,
): Step {
  return async (context) => {
    const lock = await loadLock(ports.files, home, textFact(context.facts("lock"), "engineId"))
    const startedAtMs = ports.clock.now()
    const { fetchedBytes, totalBytes } = await fetchFiles(
      [lock.kernels, lock.source, ...lock.wheels].map((file) => ({ ...file, target: wheelPath(home, file) })),
      context,
    )
    return { totalBytes, fetchedBytes, tookMs: ports.clock.now() - startedAtMs }
  }
}
