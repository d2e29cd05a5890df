import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { useGlimmer } from "../../../state/use-glimmer"
import { FolderDialog } from "../../../ui/folder-dialog"

export interface MoveDialogProps {
  readonly name: string
  readonly onClose: () => void
  /** Takes the model's own new folder. */
  readonly onMove: (to: string) => void
}

/** Where a model is to lie from now on: a folder of its own name in the one that is chosen. */
export function MoveDialog({ name, onClose, onMove }: MoveDialogProps) {
  const { t } = useTranslation("library")
  const { client } = useGlimmer()
  const browse = useCallback((path: string | null) => client.machine.browse({ path, files: false }), [client])
  return (
    <FolderDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      choose="folder"
      title={t("moveTitle", { name })}
      hint={t("moveHint")}
      list={browse}
      onChoose={(path) => onMove(`${path.endsWith("/") ? path : `${path}/`}${name}`)}
    />
  )
}
