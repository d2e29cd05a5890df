import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import type { CheckResult } from "#common/domain/checks/check"
import type { FixPage } from "#common/domain/diagnosis/fix-offer"
import { useCheckNames, useFindingWords } from "../../../i18n/check-words"
import { Dialog } from "../../../ui/dialog"
import { Skeleton } from "../../../ui/skeleton"
import { OfferList } from "./offer-list"
import { useOffers } from "./use-offers"

export interface CureDialogProps {
  readonly result: CheckResult
  readonly onClose: () => void
  readonly onPage: (page: FixPage) => void
  readonly onDone: () => void
}

/** What can be done about a finding, and what each of these would do, before anything is done. */
export function CureDialog({ result, onClose, onPage, onDone }: CureDialogProps) {
  const { t } = useTranslation("doctor")
  const { names } = useCheckNames()
  const sentence = useFindingWords()
  const subject = useMemo(() => ({ kind: "check", check: result.id }) as const, [result.id])
  const offers = useOffers(subject)
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={names[result.id]}
      hint={sentence(result)}
    >
      <div className="p-5">
        {offers === null && <Skeleton className="h-16" />}
        {offers?.length === 0 && <p className="text-13 text-muted">{t("offers.none")}</p>}
        {offers !== null && (
          <OfferList
            offers={offers}
            onPage={onPage}
            onDone={() => {
              onClose()
              onDone()
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
