import ArrowDown from "lucide-react/icons/arrow-down"
import ArrowUp from "lucide-react/icons/arrow-up"
import Ellipsis from "lucide-react/icons/ellipsis"
import Shuffle from "lucide-react/icons/shuffle"
import X from "lucide-react/icons/x"
import { useTranslation } from "react-i18next"
import { HUB_SOURCES, type LibraryModel } from "#common/domain/library"
import { Button } from "../../../ui/button"
import { Card } from "../../../ui/card"
import { IconButton } from "../../../ui/icon-button"
import { Menu, type MenuItem } from "../../../ui/menu"
import { FetchProblem } from "./fetch-problem"
import { settingsHelp } from "./settings-help"
import { TransferFigures } from "./transfer-figures"
import { useLibraryActions } from "./use-library-actions"

export interface TransferRowProps {
  readonly model: LibraryModel
  /** Its place in the queue, from 0. */
  readonly position: number
  readonly last: boolean
  readonly onSettings: () => void
}

/** A model on its way: how far it is, and everything that can be done about it. */
export function TransferRow({ model, position, last, onSettings }: TransferRowProps) {
  const { t } = useTranslation("library")
  const actions = useLibraryActions(model)
  const { state } = model
  const waits = state === "paused" || state === "failed"
  const problem = Object.values(actions).find((action) => action.problem !== null)?.problem ?? model.problem
  // Trying again is of no use before.
  const token = problem !== null && settingsHelp(problem) === "token"
  const items: (MenuItem | null)[] = [
    position === 0
      ? null
      : {
          id: "earlier",
          label: t("earlier"),
          icon: <ArrowUp aria-hidden />,
          run: () => void actions.reorder.run(position - 1),
        },
    last
      ? null
      : {
          id: "later",
          label: t("later"),
          icon: <ArrowDown aria-hidden />,
          run: () => void actions.reorder.run(position + 1),
        },
    ...HUB_SOURCES.filter((source) => source !== model.source && source !== model.wish).map((source) => ({
      id: source,
      label: t("takeFrom", { source: t(`source.${source}`) }),
      icon: <Shuffle aria-hidden />,
      run: () => void actions.takeFrom.run(source),
    })),
    {
      id: "cancel",
      label: t("cancel"),
      icon: <X aria-hidden />,
      danger: true,
      run: () => void actions.cancel.run(),
    },
  ]
  return (
    <li>
      <Card className="flex flex-col gap-2.5 p-4">
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <h3 className="text-14 [overflow-wrap:anywhere]">{model.name}</h3>
            <p className="text-12 text-muted">{t(`state.${state}`)}</p>
          </div>
          {waits ? (
            <Button
              size="small"
              variant={token ? "secondary" : "primary"}
              busy={actions.resume.busy}
              onClick={() => void actions.resume.run()}
            >
              {t(state === "failed" ? "retry" : "resume")}
            </Button>
          ) : (
            state !== "checking" && (
              <Button size="small" busy={actions.pause.busy} onClick={() => void actions.pause.run()}>
                {t("pause")}
              </Button>
            )
          )}
          <Menu items={items.filter((item) => item !== null)}>
            <IconButton
              size="small"
              label={t("actions", { name: model.name })}
              icon={<Ellipsis aria-hidden />}
            />
          </Menu>
        </div>
        <TransferFigures model={model} />
        {problem !== null && <FetchProblem problem={problem} onSettings={onSettings} />}
      </Card>
    </li>
  )
}
