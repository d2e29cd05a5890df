import { type } from "@orpc/contract"
import { z } from "zod"
import { CHECK_IDS, type ChecksView } from "../domain/checks/check"
import type { FixesView, FixOffer, FixSubject } from "../domain/diagnosis/fix-offer"
import type { Calibration } from "../domain/plan/calibration"
import type { StateFrame } from "../domain/watch"
import { pathSchema, problemSchema, procedure, watchInput } from "./base"

const subjectSchema: z.ZodType<FixSubject> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("problem"), problem: problemSchema }),
  z.object({ kind: z.literal("check"), check: z.enum(CHECK_IDS) }),
])

/** A report as it would be saved: nothing in it names the person or the machine. */
export interface ReportPreview {
  /** Suggested name, without a folder. */
  readonly fileName: string
  /** The whole file, Markdown. */
  readonly text: string
  /** How many things of each kind were taken out. */
  readonly takenOut: Readonly<Record<string, number>>
}

export const doctorContract = {
  /** The checks as they end. The first to watch starts a round when there was none. */
  watchChecks: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<ChecksView>>>()),
  /** Makes all checks anew, or joins a round under way; answers with the finished round. */
  runChecks: procedure.output(type<ChecksView>()),
  /** What can be done about a problem or a finding, best first, each with what it would do. */
  offers: procedure.input(subjectSchema).output(type<readonly FixOffer[]>()),
  /**
   * Carries out an offer and, where it is for a failed start, starts again; answers once the start is under way, its
   * end shows in `watchFixes`. A process that is not Glimmer's own needs `confirmed`. Errors: `invalid-input` for an
   * offer that is none any more, `not-confirmed`, and those of what is done.
   */
  applyFix: procedure
    .input(z.object({ offerId: z.string().min(1).max(100), confirmed: z.boolean() }))
    .output(type<void>()),
  watchFixes: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<FixesView>>>()),
  /** What starts really took here, oldest first; the planner's `measured`. */
  measured: procedure.output(type<readonly Calibration[]>()),
  /** The report, to be read before it is saved. */
  reportPreview: procedure.output(type<ReportPreview>()),
  /** Saves the report that was last previewed, or a fresh one; into a file, or a folder under its own name. */
  saveReport: procedure.input(z.object({ path: pathSchema })).output(type<{ readonly path: string }>()),
}
