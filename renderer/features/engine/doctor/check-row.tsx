import CircleCheck from "lucide-react/icons/circle-check"
import CircleDashed from "lucide-react/icons/circle-dashed"
import CircleMinus from "lucide-react/icons/circle-minus"
import CircleX from "lucide-react/icons/circle-x"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { useTranslation } from "react-i18next"
import type { Fix } from "#common/domain/diagnosis/fix"
import type { CheckResult, CheckState } from "#common/domain/checks/check"
import { useCheckNames, useFindingWords } from "../../../i18n/check-words"
import { useFixLabel } from "../../../i18n/problem-words"
import { Button } from "../../../ui/button"
import { classes } from "../../../ui/classes"
import { Disclosure } from "../../../ui/disclosure"
import { Evidence } from "../../../ui/problem-notice"

const LOOKS = {
  ok: { icon: CircleCheck, tone: "text-positive" },
  warning: { icon: TriangleAlert, tone: "text-caution" },
  // Red is for lost work: what stands in the way is told from what may be left by its sign, and comes first.
  error: { icon: CircleX, tone: "text-caution" },
  skipped: { icon: CircleMinus, tone: "text-muted" },
} as const

export interface CheckRowProps {
  readonly check: CheckState
  /** Leads to what can be done about it. */
  readonly onCure: (result: CheckResult) => void
}

/** One check: how it came out, one sentence, and the one thing that cures it. */
export function CheckRow({ check: { id, result }, onCure }: CheckRowProps) {
  const { t } = useTranslation("doctor")
  const { names } = useCheckNames()
  const sentence = useFindingWords()
  const fixLabel = useFixLabel()
  const look = result === null ? null : LOOKS[result.level]
  const Icon = look?.icon ?? CircleDashed
  const open = result !== null && (result.level === "warning" || result.level === "error")
  return (
    <li className="flex gap-3 px-4 py-2.5">
      <Icon aria-hidden className={classes("mt-0.5 size-4 shrink-0", look?.tone ?? "breathes text-muted")} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h3 className="text-13">
            {names[id]}{" "}
            <span className="sr-only">({result === null ? t("waiting") : t(`level.${result.level}`)})</span>
          </h3>
          <p className="tabular max-w-[72ch] text-13 text-muted [overflow-wrap:anywhere]">
            {result === null ? t("waiting") : sentence(result)}
          </p>
          {open && result.evidence !== null && (
            <Disclosure label={t("evidence")} className="mt-0.5">
              <Evidence line={result.evidence} />
            </Disclosure>
          )}
        </div>
        {open && result.fix !== null && (
          <Button size="small" onClick={() => onCure(result)}>
            {fixLabel(withoutPath(result.fix))}
          </Button>
        )}
      </div>
    </li>
  )
}

/** The sentence beside the button has named the folder already. */
function withoutPath(fix: Fix): Fix {
  return "path" in fix ? { ...fix, path: null } : fix
}
