import type { ChecksView } from "#common/domain/checks/check"
import type { FixesView } from "#common/domain/diagnosis/fix-offer"
import { createClock } from "#node/adapters/clock"
import type { DoctorApi } from "#node/rpc/services"
import { StateTopic } from "#node/services/streams/state-topic"

/** A doctor who has nothing to say, with the states a test may change. */
export function fakeDoctor() {
  const clock = createClock()
  const checks = new StateTopic<ChecksView>(clock, "e", { startedAtMs: null, endedAtMs: null, checks: [] })
  const fixes = new StateTopic<FixesView>(clock, "e", { running: null, last: null })
  const api: DoctorApi = {
    watchChecks: (signal) => checks.watch(signal),
    runChecks: async () => checks.state,
    offers: async () => [],
    applyFix: async () => undefined,
    watchFixes: (signal) => fixes.watch(signal),
    measured: async () => [],
    reportPreview: async () => ({ fileName: "glimmer-report.md", text: "# Glimmer\n", takenOut: {} }),
    saveReport: async (path) => ({ path }),
  }
  return { api, checks, fixes }
}
