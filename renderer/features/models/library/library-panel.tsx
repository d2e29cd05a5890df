import Plus from "lucide-react/icons/plus"
import RefreshCw from "lucide-react/icons/refresh-cw"
import SlidersHorizontal from "lucide-react/icons/sliders-horizontal"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { isOnItsWay, type LibraryView } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer, useLive } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Section } from "../../../ui/card"
import { EmptyState } from "../../../ui/empty-state"
import { IconButton } from "../../../ui/icon-button"
import { PanelHead } from "../../../ui/panel-head"
import { ProblemNotice } from "../../../ui/problem-notice"
import { SkeletonPage } from "../../../ui/skeleton"
import type { Verdict } from "../../../ui/verdict"
import { Bin } from "./bin"
import { DownloadDialog } from "./download-dialog"
import { HubDialog } from "./hub-dialog"
import { LibraryRow } from "./library-row"
import { TransferRow } from "./transfer-row"

export interface LibraryPanelProps {
  readonly chosenId: string | null
  readonly verdictOf: ((model: ModelChoice) => Verdict) | null
  /** Leads to the list of models. */
  readonly onChoose: () => void
  /** A model was chosen to be used: leads to its memory. */
  readonly onUse: () => void
}

/** What is on the way, what is on this machine, and what was deleted and can come back. */
export function LibraryPanel({ chosenId, verdictOf, onChoose, onUse }: LibraryPanelProps) {
  const { t } = useTranslation("library")
  const { client, library } = useGlimmer()
  const { value: view, problem } = useLive(library)
  const [settings, setSettings] = useState(false)
  const [hub, setHub] = useState(false)
  const refresh = useAction(() => client.library.refresh())
  const use = useAction(async (choiceId: string) => {
    await client.settings.updateJourney({ modelId: choiceId, launch: null })
    onUse()
  })
  if (view === null) {
    return problem === null ? <SkeletonPage label={t("title")} /> : <ProblemNotice problem={problem} />
  }
  const onTheWay = view.models.filter(isOnItsWay)
  const here = view.models.filter((model) => !isOnItsWay(model))
  const failure = refresh.problem ?? use.problem
  return (
    <div className="flex flex-col gap-7">
      <Head
        view={view}
        action={
          <div className="flex items-center gap-1">
            <IconButton
              label={t("settings")}
              icon={<SlidersHorizontal aria-hidden />}
              onClick={() => setSettings(true)}
            />
            <IconButton
              label={t("look")}
              icon={<RefreshCw aria-hidden />}
              disabled={refresh.busy}
              onClick={() => void refresh.run()}
            />
            <Button icon={<Plus aria-hidden />} className="ml-1" onClick={() => setHub(true)}>
              {t("other")}
            </Button>
          </div>
        }
      />
      {failure !== null && <ProblemNotice problem={failure} />}
      {onTheWay.length > 0 && (
        <Section title={t("onTheWay")} hint={t("onTheWayHint")}>
          <ul className="flex flex-col gap-2">
            {onTheWay.map((model, position) => (
              <TransferRow
                key={model.folder}
                model={model}
                position={position}
                last={position === onTheWay.length - 1}
                onSettings={() => setSettings(true)}
              />
            ))}
          </ul>
        </Section>
      )}
      {here.length > 0 && (
        <Section title={t("here")} hint={t("hereHint")}>
          <ul className="flex flex-col gap-2">
            {here.map((model) => (
              <LibraryRow
                key={model.folder}
                model={model}
                chosen={model.choiceId === chosenId}
                onUse={(choiceId) => void use.run(choiceId)}
              />
            ))}
          </ul>
        </Section>
      )}
      {view.models.length === 0 && (
        <EmptyState
          title={t("empty")}
          actions={
            <Button variant="primary" onClick={onChoose}>
              {t("choose")}
            </Button>
          }
        >
          {t("emptyText")}
        </EmptyState>
      )}
      <Bin bin={view.bin} />
      <HubDialog
        open={hub}
        onOpenChange={setHub}
        verdictOf={verdictOf}
        onSettings={() => {
          setHub(false)
          setSettings(true)
        }}
      />
      <DownloadDialog open={settings} onOpenChange={setSettings} />
    </div>
  )
}

function Head({ view, action }: { readonly view: LibraryView; readonly action: React.ReactNode }) {
  const { t } = useTranslation("library")
  const format = useFormat()
  const bytes = view.models
    .filter((model) => !isOnItsWay(model))
    .reduce((sum, model) => sum + (model.totalBytes ?? model.doneBytes), 0)
  const size = format.bytes(bytes)
  const lead =
    view.disk === null
      ? t("leadNoDisk", { size })
      : t(bytes === 0 ? "leadNone" : "lead", { size, free: format.bytes(view.disk.freeBytes) })
  return <PanelHead title={t("title")} lead={lead} action={action} />
}
