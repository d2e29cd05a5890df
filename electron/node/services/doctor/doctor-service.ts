import type { ReportPreview } from "#common/contract/doctor"
import type { CheckId, CheckResult, ChecksView } from "#common/domain/checks/check"
import type { FixesView, FixOffer, FixSubject } from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import type { Calibration } from "#common/domain/plan/calibration"
import type { StateFrame } from "#common/domain/watch"
import type { Calibrations } from "./calibrations"
import type { CheckRounds } from "./check-rounds"
import type { FixService } from "./fix-service"
import type { ReportService } from "./report-service"

/** The doctor as every door sees it: checks, fixes, what was measured, and the report. */
export class DoctorService {
  constructor(
    private readonly rounds: CheckRounds,
    private readonly fixes: FixService,
    private readonly calibrations: Calibrations,
    private readonly report: ReportService,
    /** What a start that answered teaches; null where nothing was measured. */
    private readonly measure: (view: EngineView) => Promise<Calibration | null>,
  ) {}

  watchChecks(signal?: AbortSignal): AsyncIterable<StateFrame<ChecksView>> {
    return this.rounds.watch(signal)
  }

  runChecks(): Promise<ChecksView> {
    return this.rounds.run()
  }

  /**
   * What the quick checks have against a start: warnings and errors only. One that was cut off has nothing against
   * it: the start itself keeps the machine busy.
   */
  async checkStart(): Promise<readonly CheckResult[]> {
    const results = await this.rounds.runQuick()
    return results.filter(
      ({ level, says }) => (level === "warning" || level === "error") && says !== "cut-off",
    )
  }

  offers(subject: FixSubject): Promise<readonly FixOffer[]> {
    return this.fixes.offers(subject)
  }

  applyFix(request: { readonly offerId: string; readonly confirmed: boolean }): Promise<void> {
    return this.fixes.apply(request)
  }

  watchFixes(signal?: AbortSignal): AsyncIterable<StateFrame<FixesView>> {
    return this.fixes.watch(signal)
  }

  async measured(): Promise<readonly Calibration[]> {
    return this.calibrations.all
  }

  /** Keeps what a start that answered has measured. */
  async learn(view: EngineView): Promise<void> {
    const record = view.adopted ? null : await this.measure(view)
    if (record !== null) await this.calibrations.add(record)
  }

  reportPreview(): Promise<ReportPreview> {
    return this.report.preview()
  }

  saveReport(path: string): Promise<{ readonly path: string }> {
    return this.report.save(path)
  }
}

/** What a check found in its last round; null before it ended. */
export function lastResult(rounds: CheckRounds, id: CheckId): CheckResult | null {
  return rounds.view.checks.find((check) => check.id === id)?.result ?? null
}
