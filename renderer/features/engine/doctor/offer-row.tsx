import { useTranslation } from "react-i18next"
import type { FixOffer } from "#common/domain/diagnosis/fix-offer"
import { useFixLabel } from "../../../i18n/problem-words"
import { Badge } from "../../../ui/badge"
import { Button } from "../../../ui/button"
import { CommandLine } from "../../../ui/command-line"
import { useEffectWords } from "./use-effect-words"

export interface OfferRowProps {
  readonly offer: FixOffer
  readonly first: boolean
  readonly busy: boolean
  readonly onPress: () => void
}

/** One thing that can be done: a button that really does it, and beside it what will happen. */
export function OfferRow({ offer, first, busy, onPress }: OfferRowProps) {
  const { t } = useTranslation("doctor")
  const label = useFixLabel()(offer.fix)
  const effects = useEffectWords()(offer.effect)
  const { effect } = offer
  const explained = effect.kind === "explanation"
  const pressed = !explained && effect.kind !== "person"
  return (
    <li className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {pressed ? (
          <Button variant={first ? "primary" : "secondary"} busy={busy} onClick={onPress}>
            {label}
          </Button>
        ) : (
          <p className={explained ? "max-w-[68ch] text-13 text-muted" : "font-medium"}>{label}</p>
        )}
        {offer.workedHere && <Badge tone="positive">{t("offers.worked")}</Badge>}
        {offer.failedHere && <Badge>{t("offers.failed")}</Badge>}
      </div>
      {effects.map((sentence) => (
        <p key={sentence} className="tabular max-w-[68ch] text-13 text-muted">
          {sentence}
        </p>
      ))}
      {effect.kind === "person" && effect.command !== null && (
        <CommandLine words={effect.command.split(" ")} label={label} />
      )}
    </li>
  )
}
