import RefreshCw from "lucide-react/icons/refresh-cw"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { CHECK_GROUPS, type CheckResult, type ChecksView, type CheckState } from "#common/domain/checks/check"
import type { FixPage } from "#common/domain/diagnosis/fix-offer"
import { useCheckNames } from "../../../i18n/check-words"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer, useLive } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Card, Section } from "../../../ui/card"
import { PanelHead } from "../../../ui/panel-head"
import { ProblemNotice } from "../../../ui/problem-notice"
import { SkeletonPage } from "../../../ui/skeleton"
import { CheckRow } from "./check-row"
import { CureDialog } from "./cure-dialog"
import { FixProgress } from "./fix-progress"
import { ReportSection } from "./report-section"

/** Everything that is looked at before trouble, filling in as it ends; what is wrong with its cure. */
export function DoctorPanel({ onPage }: { readonly onPage: (page: FixPage) => void }) {
  const { t } = useTranslation("doctor")
  const { client, checks } = useGlimmer()
  const { value: view, problem } = useLive(checks)
  const { groups } = useCheckNames()
  const [curing, setCuring] = useState<CheckResult | null>(null)
  const again = useAction(() => client.doctor.runChecks())
  if (view === null) {
    return problem === null ? <SkeletonPage label={t("title")} /> : <ProblemNotice problem={problem} />
  }
  const running = view.endedAtMs === null
  const toLookAt = view.checks
    .filter(({ result }) => result?.level === "error" || result?.level === "warning")
    .toSorted((one, other) => seriousness(other) - seriousness(one))
  return (
    <div className="flex flex-col gap-7">
      <PanelHead
        title={t("title")}
        lead={t("lead")}
        action={
          <Button
            size="small"
            icon={<RefreshCw aria-hidden />}
            busy={again.busy || running}
            onClick={() => void again.run()}
          >
            {running ? t("checking") : t("again")}
          </Button>
        }
      />
      {again.problem !== null && <ProblemNotice problem={again.problem} />}
      <FixProgress />
      <Summary view={view} />
      {toLookAt.length > 0 && (
        <Card className="-mt-3">
          <ul className="divide-y divide-line">
            {toLookAt.map((check) => (
              <CheckRow key={check.id} check={check} onCure={setCuring} />
            ))}
          </ul>
        </Card>
      )}
      {CHECK_GROUPS.map((group) => {
        const inGroup = view.checks.filter((check) => check.group === group && !toLookAt.includes(check))
        return inGroup.length === 0 ? null : (
          <Section key={group} title={groups[group]}>
            <Card>
              <ul className="divide-y divide-line">
                {inGroup.map((check) => (
                  <CheckRow key={check.id} check={check} onCure={setCuring} />
                ))}
              </ul>
            </Card>
          </Section>
        )
      })}
      <ReportSection />
      {curing !== null && (
        <CureDialog
          result={curing}
          onClose={() => setCuring(null)}
          onPage={onPage}
          onDone={() => void again.run()}
        />
      )}
    </div>
  )
}

/** What stands in the way comes before what is worth a look. */
function seriousness({ result }: CheckState): number {
  return result?.level === "error" ? 1 : 0
}

/** The round in one line: how many things there are to look at. */
function Summary({ view }: { readonly view: ChecksView }) {
  const { t } = useTranslation("doctor")
  const format = useFormat()
  const results = view.checks.flatMap(({ result }) => result ?? [])
  const count = (level: CheckResult["level"]) => results.filter((result) => result.level === level).length
  const [errors, warnings] = [count("error"), count("warning")]
  const words =
    view.endedAtMs === null || view.startedAtMs === null
      ? t("summary.running", { done: results.length, count: view.checks.length })
      : errors > 0
        ? t("summary.errors", { count: errors })
        : warnings > 0
          ? t("summary.warnings", { count: warnings })
          : t("summary.ok")
  return (
    <output className="-mt-3 flex flex-wrap items-baseline gap-x-3">
      <span className="text-16 font-medium">{words}</span>
      {view.endedAtMs !== null && view.startedAtMs !== null && (
        <span className="tabular text-12 text-muted">
          {t("summary.took", {
            count: view.checks.length,
            time: format.duration(view.endedAtMs - view.startedAtMs),
          })}
        </span>
      )}
    </output>
  )
}
