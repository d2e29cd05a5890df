import type { StepProgress } from "#common/domain/setup"
import type { Clock } from "../../ports"

/** As far as waiting alone can bring a step: what is left is for the news that it has ended. */
const MOST = 0.92

/**
 * Progress of work that tells nothing about itself: time against the usual time. It goes towards the end without
 * ever reaching it, so the bar neither runs back nor stands at 99 %.
 */
export function waitingProgress(usualSeconds: number, elapsedSeconds: number, line: string): StepProgress {
  const fraction = MOST * (1 - Math.exp((-1.6 * elapsedSeconds) / usualSeconds))
  const left = usualSeconds - elapsedSeconds
  return {
    done: fraction,
    total: 1,
    unit: "steps",
    rate: null,
    remainingSeconds: left > 0 ? [Math.round(left * 0.7), Math.round(left * 1.6)] : null,
    line,
  }
}

/** Reports {@link waitingProgress} once a second while `work` runs. */
export async function withWaiting<T>(
  clock: Clock,
  usualSeconds: number,
  report: (progress: StepProgress) => void,
  work: (setLine: (line: string) => void) => Promise<T>,
): Promise<T> {
  const startedAtMs = clock.now()
  let newest = ""
  const finished = new AbortController()
  const ticking = (async () => {
    while (!finished.signal.aborted) {
      report(waitingProgress(usualSeconds, (clock.now() - startedAtMs) / 1000, newest))
      await clock.sleep(1000, finished.signal).catch(() => undefined)
    }
  })()
  try {
    return await work((line) => (newest = line))
  } finally {
    finished.abort()
    await ticking
  }
}
