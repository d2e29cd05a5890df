import { LOG_RULES } from "#common/data/log-rules/index"
import type { Cause } from "#common/domain/diagnosis/cause"
import { createDiagnosis, diagnose } from "#common/domain/diagnosis/diagnosis"
import { RawLines } from "./raw-lines"

/** The causes in a log of any size, read as it comes. */
export async function causesIn(
  log: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<readonly Cause[]> {
  const diagnosis = createDiagnosis(LOG_RULES)
  const lines = new RawLines((line) => diagnosis.feed(line))
  for await (const chunk of log) {
    lines.push(chunk)
    signal.throwIfAborted()
  }
  lines.end()
  return diagnosis.result()
}

/** The causes in a short log. */
export function causesOf(log: string): readonly Cause[] {
  return diagnose(log, LOG_RULES)
}
