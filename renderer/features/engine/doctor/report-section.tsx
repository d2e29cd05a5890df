import { useCallback, useState } from "react"
import { useTranslation } from "react-i18next"
import type { ReportPreview } from "#common/contract/doctor"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Section } from "../../../ui/card"
import { CopyButton } from "../../../ui/copy-button"
import { Dialog } from "../../../ui/dialog"
import { FolderDialog } from "../../../ui/folder-dialog"
import { KEYBOARD_SCROLL } from "../../../ui/keyboard-scroll"
import { ProblemNotice } from "../../../ui/problem-notice"
import { showToast } from "../../../ui/toasts"

/** A report for whoever helps: made at a press, read before it is saved. */
export function ReportSection() {
  const { t } = useTranslation("doctor")
  const { client } = useGlimmer()
  const [preview, setPreview] = useState<ReportPreview | null>(null)
  const make = useAction(async () => setPreview(await client.doctor.reportPreview()))
  return (
    <Section
      title={t("report.title")}
      hint={t("report.hint")}
      action={
        <Button size="small" busy={make.busy} onClick={() => void make.run()}>
          {t("report.open")}
        </Button>
      }
    >
      {make.problem !== null && <ProblemNotice problem={make.problem} />}
      {preview !== null && <ReportDialog preview={preview} onClose={() => setPreview(null)} />}
    </Section>
  )
}

interface ReportDialogProps {
  readonly preview: ReportPreview
  readonly onClose: () => void
}

function ReportDialog({ preview, onClose }: ReportDialogProps) {
  const { t } = useTranslation("doctor")
  const { client } = useGlimmer()
  const [choosing, setChoosing] = useState(false)
  const browse = useCallback((path: string | null) => client.machine.browse({ path, files: false }), [client])
  const save = useAction(async (folder: string) => {
    const { path } = await client.doctor.saveReport({ path: folder })
    showToast({ text: t("report.saved", { path }) })
    onClose()
  })
  const out = Object.values(preview.takenOut).reduce((sum, count) => sum + count, 0)
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t("report.preview")}
      hint={out === 0 ? t("report.outNone") : t("report.out", { count: out })}
      className="w-[min(52rem,calc(100vw-2rem))]"
      footer={
        <>
          <CopyButton withLabel text={() => preview.text} />
          <Button variant="primary" busy={save.busy} onClick={() => setChoosing(true)}>
            {t("report.save")}
          </Button>
        </>
      }
    >
      {save.problem !== null && <ProblemNotice problem={save.problem} className="m-4 mb-0" />}
      <pre
        aria-label={t("report.label")}
        {...KEYBOARD_SCROLL}
        className="thin-scroll m-4 max-h-[54dvh] overflow-auto rounded-card bg-sunken p-3 text-12 leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {preview.text}
      </pre>
      <FolderDialog
        open={choosing}
        onOpenChange={setChoosing}
        choose="folder"
        title={t("report.saveTitle")}
        list={browse}
        onChoose={(folder) => {
          setChoosing(false)
          void save.run(folder)
        }}
      />
    </Dialog>
  )
}
