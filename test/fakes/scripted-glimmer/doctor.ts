import { inOrderOfTrust } from "#common/domain/diagnosis/fix-offer"
import type { DoctorApi } from "#node/rpc/services"
import { checksView, offersFor, REPORT } from "./doctors"
import { engineAt } from "./engines"
import type { Program } from "./program"

/** A doctor in memory: what is pressed is noted, and a start is tried again where a fix is for one. */
export function scriptedDoctor(program: Program, note: (path: string, input: unknown) => void): DoctorApi {
  return {
    watchChecks: (signal) => program.checks.watch(signal),
    runChecks: async () => {
      note("doctor.runChecks", null)
      program.checks.set(checksView({}))
      return program.checks.state
    },
    offers: async (subject) => inOrderOfTrust(offersFor(subject)),
    applyFix: async (request) => {
      note("doctor.applyFix", request)
      if (program.engine.state.state === "crashed") program.engine.set(engineAt("weights", 0.4))
    },
    watchFixes: (signal) => program.fixes.watch(signal),
    measured: async () => program.measured,
    reportPreview: async () => ({
      fileName: "glimmer-report.md",
      text: REPORT,
      takenOut: { user: 3, home: 2, address: 1 },
    }),
    saveReport: async (path) => {
      note("doctor.saveReport", path)
      return { path: `${path}/glimmer-report.md` }
    },
  }
}
