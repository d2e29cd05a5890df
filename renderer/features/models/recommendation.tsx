import Check from "lucide-react/icons/check"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useSentences } from "../../i18n/use-sentences"
import { Button } from "../../ui/button"
import { Badge } from "../../ui/badge"
import { Card } from "../../ui/card"
import { useVerdictSentence, type Verdict, VerdictBadge } from "../../ui/verdict"
import { useModelName } from "./model-words"

export interface RecommendationProps {
  readonly model: ModelChoice
  readonly verdict: Verdict
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** Why this one and not another that runs as well. */
function because(model: ModelChoice): "here" | "tools" | "best" {
  if (model.path !== null) return "here"
  return model.toolCallParser === null ? "best" : "tools"
}

/** The one to begin with, and why. */
export function Recommendation({ model, verdict, chosen, onChoose }: RecommendationProps) {
  const { t } = useTranslation("models")
  const sentence = useVerdictSentence()
  const sentences = useSentences()
  const name = useModelName()
  return (
    <Card className="flex flex-wrap items-center gap-x-6 gap-y-3 p-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-12 text-muted">{t("recommended")}</p>
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-20">
          {name(model)} <VerdictBadge verdict={verdict} />
        </h2>
        <p className="mt-1 text-13 text-muted">
          {sentences(
            sentence(verdict),
            model.kind === "selftest" ? t("selftest.hint") : t(`because.${because(model)}`),
          )}
        </p>
      </div>
      {chosen ? (
        <Badge tone="accent">
          <Check aria-hidden strokeWidth={2.5} />
          {t("chosen")}
        </Badge>
      ) : (
        <Button onClick={onChoose}>{t("use")}</Button>
      )}
    </Card>
  )
}
