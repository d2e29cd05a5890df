import { useTranslation } from "react-i18next"
import { Dialog } from "../../../ui/dialog"
import { DownloadSettings } from "./download-settings"

export interface DownloadDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Sources, limits and tokens over the page one is on, so that nobody loses their place. */
export function DownloadDialog({ open, onOpenChange }: DownloadDialogProps) {
  const { t } = useTranslation("library")
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("settings")}>
      <div className="p-5">
        <DownloadSettings />
      </div>
    </Dialog>
  )
}
