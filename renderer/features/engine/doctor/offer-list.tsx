import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { FixOffer, FixPage } from "#common/domain/diagnosis/fix-offer"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Disclosure } from "../../../ui/disclosure"
import { ProblemNotice } from "../../../ui/problem-notice"
import { EndProgramDialog } from "./end-program-dialog"
import { OfferRow } from "./offer-row"

/** Shown at once; the rest waits behind a fold. */
const FIRST = 2

export interface OfferListProps {
  readonly offers: readonly FixOffer[]
  readonly onPage: (page: FixPage) => void
  /** An offer has been carried out. */
  readonly onDone?: () => void
}

/** What can be done, best first, each with what it would do; the first two in sight. */
export function OfferList({ offers, onPage, onDone }: OfferListProps) {
  const { t } = useTranslation("doctor")
  const { client } = useGlimmer()
  const [asking, setAsking] = useState<FixOffer | null>(null)
  const apply = useAction(async (offerId: string, confirmed: boolean) => {
    await client.doctor.applyFix({ offerId, confirmed })
    onDone?.()
  })
  const press = (offer: FixOffer) => {
    if (offer.effect.kind === "page") onPage(offer.effect.page)
    else if (offer.effect.kind === "process" && !offer.effect.own) setAsking(offer)
    else void apply.run(offer.id, false)
  }
  const row = (offer: FixOffer, index: number) => (
    <OfferRow
      key={offer.id}
      offer={offer}
      first={index === 0}
      busy={apply.busy}
      onPress={() => press(offer)}
    />
  )
  // Advice that is only explained comes after everything that can be done.
  const sorted = offers.toSorted((one, other) => Number(isAdvice(one)) - Number(isAdvice(other)))
  const more = sorted.slice(FIRST)
  return (
    <div className="flex flex-col gap-4">
      {apply.problem !== null && <ProblemNotice problem={apply.problem} />}
      <ul className="flex flex-col gap-5">{sorted.slice(0, FIRST).map(row)}</ul>
      {more.length > 0 && (
        <Disclosure label={t("offers.more", { count: more.length })}>
          <ul className="flex flex-col gap-5">{more.map((offer, index) => row(offer, index + FIRST))}</ul>
        </Disclosure>
      )}
      {asking?.effect.kind === "process" && (
        <EndProgramDialog
          effect={asking.effect}
          onClose={() => setAsking(null)}
          onEnd={() => {
            setAsking(null)
            void apply.run(asking.id, true)
          }}
        />
      )}
    </div>
  )
}

function isAdvice({ effect }: FixOffer): boolean {
  return effect.kind === "explanation"
}
