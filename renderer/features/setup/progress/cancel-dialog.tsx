import { useTranslation } from "react-i18next"
import type { SetupSnapshot } from "#common/domain/setup"
import { stepOf } from "#common/domain/setup-machine"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Dialog } from "../../../ui/dialog"
import { ProblemNotice } from "../../../ui/problem-notice"

export interface CancelDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly snapshot: SetupSnapshot
}

/** Says what cancelling removes and what it keeps. */
export function CancelDialog({ open, onOpenChange, snapshot }: CancelDialogProps) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const { client } = useGlimmer()
  const failed = snapshot.phase === "failed"
  const cancel = useAction(async () => {
    await client.setup.cancel()
    onOpenChange(false)
  })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t(failed ? "progress.startOverTitle" : "progress.cancelTitle")}
      className="w-[min(28rem,calc(100vw-2rem))]"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>
            {t(failed ? "progress.startOverKeep" : "progress.cancelKeep")}
          </Button>
          <Button variant="danger" busy={cancel.busy} onClick={() => void cancel.run()}>
            {t(failed ? "progress.startOver" : "progress.cancel")}
          </Button>
        </>
      }
    >
      {cancel.problem !== null && <ProblemNotice problem={cancel.problem} className="m-4 mb-0" />}
      <p className="px-5 py-4">
        {t("progress.cancelText", { size: format.bytes(downloadedBytes(snapshot)) })}
      </p>
    </Dialog>
  )
}

function downloadedBytes(snapshot: SetupSnapshot): number {
  const step = stepOf(snapshot, "download")
  if (step.progress?.unit === "bytes") return step.progress.done
  const total = step.facts?.["totalBytes"]
  return typeof total === "number" ? total : 0
}
