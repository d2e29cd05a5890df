import { useTranslation } from "react-i18next"
import type { FixEffect } from "#common/domain/diagnosis/fix-offer"
import { useFormat } from "../../../i18n/use-format"
import { Button } from "../../../ui/button"
import { Dialog } from "../../../ui/dialog"

export interface EndProgramDialogProps {
  readonly effect: Extract<FixEffect, { kind: "process" }>
  readonly onClose: () => void
  readonly onEnd: () => void
}

/** A program that is not Glimmer's own ends only after its owner was named and the loss was said. */
export function EndProgramDialog({ effect, onClose, onEnd }: EndProgramDialogProps) {
  const { t } = useTranslation("doctor")
  const format = useFormat()
  const user = effect.user ?? t("offers.someone")
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t("offers.confirmTitle", { name: effect.name })}
      className="w-[min(28rem,calc(100vw-2rem))]"
      footer={
        <>
          <Button onClick={onClose}>{t("offers.keep")}</Button>
          <Button variant="danger" onClick={onEnd}>
            {t("offers.end")}
          </Button>
        </>
      }
    >
      <p className="px-5 py-4">
        {effect.memoryBytes === null
          ? t("offers.confirmNoSize", { user })
          : t("offers.confirm", { user, size: format.gigabytes(effect.memoryBytes) })}
      </p>
    </Dialog>
  )
}
