import { wire } from "./contract-implementer"
import type { DoctorApi } from "./services"

export function doctorHandlers(doctor: DoctorApi) {
  return {
    watchChecks: wire.doctor.watchChecks.handler(({ signal }) => doctor.watchChecks(signal)),
    runChecks: wire.doctor.runChecks.handler(() => doctor.runChecks()),
    offers: wire.doctor.offers.handler(({ input }) => doctor.offers(input)),
    applyFix: wire.doctor.applyFix.handler(({ input }) => doctor.applyFix(input)),
    watchFixes: wire.doctor.watchFixes.handler(({ signal }) => doctor.watchFixes(signal)),
    measured: wire.doctor.measured.handler(() => doctor.measured()),
    reportPreview: wire.doctor.reportPreview.handler(() => doctor.reportPreview()),
    saveReport: wire.doctor.saveReport.handler(({ input }) => doctor.saveReport(input.path)),
  }
}
