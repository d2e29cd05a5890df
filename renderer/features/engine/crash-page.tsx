import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import type { FixPage } from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import type { Problem } from "#common/domain/problem"
import { useAction } from "../../state/use-action"
import { useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { classes } from "../../ui/classes"
import { ProblemNotice } from "../../ui/problem-notice"
import { ProblemPage } from "../../ui/problem-page"
import { Skeleton } from "../../ui/skeleton"
import { OfferList } from "./doctor/offer-list"
import { useOffers } from "./doctor/use-offers"

export interface CrashPageProps {
  readonly engine: EngineView
  readonly problem: Problem
  readonly onChecks: () => void
  readonly onPage: (page: FixPage) => void
}

/** Why it stopped, the line that shows it, and the few things that really do something about it. */
export function CrashPage({ engine, problem, onChecks, onPage }: CrashPageProps) {
  const { t } = useTranslation("engine")
  const { client } = useGlimmer()
  const subject = useMemo(() => ({ kind: "problem", problem }) as const, [problem])
  const offers = useOffers(subject)
  // What failed, not what may have been chosen since.
  const again = useAction(() => client.engine.startAgain())
  const { failures } = engine
  // Nothing known that would cure it: then whoever helps wants the checks and the report.
  const helpless = offers?.length === 0
  const offered = offers?.some(({ effect }) => effect.kind === "restart") === true
  return (
    <ProblemPage
      problem={problem}
      actions={
        <div className="flex min-w-0 flex-1 flex-col items-start gap-5">
          {offers === null ? (
            <Skeleton className="h-9 w-64" />
          ) : (
            offers.length > 0 && <OfferList offers={offers} onPage={onPage} />
          )}
          <div className={classes("flex flex-wrap gap-2", !helpless && "-ml-3.5")}>
            {engine.request !== null && offers !== null && !offered && (
              <Button
                variant={helpless ? "primary" : "quiet"}
                busy={again.busy}
                onClick={() => void again.run()}
              >
                {t("startAgain")}
              </Button>
            )}
            {offers !== null && (
              <Button variant={helpless ? "secondary" : "quiet"} onClick={onChecks}>
                {t("toChecks")}
              </Button>
            )}
          </div>
        </div>
      }
    >
      {again.problem !== null && <ProblemNotice problem={again.problem} />}
      {failures.neverReady > 1 && (
        <p className="text-13 text-muted">{t("neverReady", { count: failures.neverReady })}</p>
      )}
      {failures.afterReady > 0 && (
        <p className="text-13 text-muted">{t("afterReady", { count: failures.afterReady })}</p>
      )}
    </ProblemPage>
  )
}
