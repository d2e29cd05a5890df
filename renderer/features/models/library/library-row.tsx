import Check from "lucide-react/icons/check"
import Ellipsis from "lucide-react/icons/ellipsis"
import FolderInput from "lucide-react/icons/folder-input"
import ShieldCheck from "lucide-react/icons/shield-check"
import Trash2 from "lucide-react/icons/trash-2"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { LibraryModel } from "#common/domain/library"
import { useFormat } from "../../../i18n/use-format"
import { Badge } from "../../../ui/badge"
import { Button } from "../../../ui/button"
import { Card } from "../../../ui/card"
import { IconButton } from "../../../ui/icon-button"
import { Menu } from "../../../ui/menu"
import { ProblemNotice } from "../../../ui/problem-notice"
import { MoveDialog } from "./move-dialog"
import { TransferFigures } from "./transfer-figures"
import { useLibraryActions } from "./use-library-actions"

export interface LibraryRowProps {
  readonly model: LibraryModel
  readonly chosen: boolean
  readonly onUse: (choiceId: string) => void
}

/** A model on this machine: how large, how far it was proved whole, where it lies; use it, check, move, delete. */
export function LibraryRow({ model, chosen, onUse }: LibraryRowProps) {
  const { t } = useTranslation("library")
  const actions = useLibraryActions(model)
  const traits = useTraits(model)
  const [moving, setMoving] = useState(false)
  const own = model.place === "glimmer"
  const busy = model.state === "moving"
  const problem = Object.values(actions).find((action) => action.problem !== null)?.problem ?? model.problem
  return (
    <li>
      <Card className="flex flex-col gap-2.5 px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <div className="min-w-0 flex-1 basis-72">
            <h3 className="text-14 [overflow-wrap:anywhere]">{model.name}</h3>
            <p className="tabular text-13 text-muted">{traits.join(" · ")}</p>
          </div>
          <div className="flex shrink-0 items-center gap-2">
            {model.state === "incomplete" && own && (
              <Button size="small" busy={actions.resume.busy} onClick={() => void actions.resume.run()}>
                {t("complete")}
              </Button>
            )}
            {model.state === "complete" &&
              (chosen ? (
                <Badge tone="accent">
                  <Check aria-hidden strokeWidth={2.5} />
                  {t("inUse")}
                </Badge>
              ) : (
                <Button size="small" onClick={() => onUse(model.choiceId)}>
                  {t("use")}
                </Button>
              ))}
            {own && !busy && (
              <Menu
                items={[
                  {
                    id: "verify",
                    label: t("verify"),
                    icon: <ShieldCheck aria-hidden />,
                    run: () => void actions.verify.run(),
                  },
                  {
                    id: "move",
                    label: t("move"),
                    icon: <FolderInput aria-hidden />,
                    run: () => setMoving(true),
                  },
                  {
                    id: "remove",
                    label: t("remove"),
                    icon: <Trash2 aria-hidden />,
                    danger: true,
                    run: () => void actions.remove.run(),
                  },
                ]}
              >
                <IconButton
                  size="small"
                  label={t("actions", { name: model.name })}
                  icon={<Ellipsis aria-hidden />}
                />
              </Menu>
            )}
          </div>
        </div>
        <p className="font-mono text-12 text-muted [overflow-wrap:anywhere]">{model.folder}</p>
        {busy && <TransferFigures model={model} />}
        {problem !== null && <ProblemNotice problem={problem} />}
      </Card>
      {moving && (
        <MoveDialog
          name={model.name}
          onClose={() => setMoving(false)}
          onMove={(to) => {
            setMoving(false)
            void actions.move.run(to)
          }}
        />
      )}
    </li>
  )
}

function useTraits(model: LibraryModel): readonly string[] {
  const { t } = useTranslation("library")
  const format = useFormat()
  const { state, verified, verifiedAtMs } = model
  return [
    format.bytes(model.totalBytes ?? model.doneBytes),
    state === "complete" ? t(`verified.${verified}`) : t(`state.${state}`),
    state === "complete" && verifiedAtMs !== null
      ? t("verifiedAt", { when: format.dateTime(verifiedAtMs) })
      : null,
    t(`place.${model.place}`),
  ].filter((trait) => trait !== null)
}
