import FolderPlus from "lucide-react/icons/folder-plus"
import Plus from "lucide-react/icons/plus"
import { useCallback, useMemo, useState } from "react"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useAction } from "../../state/use-action"
import { useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { FolderDialog } from "../../ui/folder-dialog"
import { PanelHead } from "../../ui/panel-head"
import { ProblemNotice } from "../../ui/problem-notice"
import { SkeletonPage } from "../../ui/skeleton"
import type { Verdict } from "../../ui/verdict"
import { FilterBar } from "./filter-bar"
import { DownloadDialog } from "./library/download-dialog"
import { HubDialog } from "./library/hub-dialog"
import { type ModelFilter, NO_FILTER } from "./model-filter"
import { ModelList } from "./model-list"
import { Recommendation } from "./recommendation"
import { useModels } from "./use-models"

export interface ModelPanelProps {
  readonly chosenId: string | null
  /** How a model will do here; null while the machine is not known yet. */
  readonly verdictOf: ((model: ModelChoice) => Verdict) | null
  readonly recommend: (models: readonly ModelChoice[]) => ModelChoice | null
}

/** One recommendation with its reason, and everything else there is to choose from. */
export function ModelPanel({ chosenId, verdictOf, recommend }: ModelPanelProps) {
  const { t } = useTranslation("models")
  const { client, models } = useGlimmer()
  const { models: all, problem } = useModels()
  const [filter, setFilter] = useState<ModelFilter>(NO_FILTER)
  const [open, setOpen] = useState<"folder" | "hub" | "token" | null>(null)
  const choose = useAction((modelId: string) => client.settings.updateJourney({ modelId, launch: null }))
  const add = useAction(async (path: string) => {
    const added = await client.models.addFolder({ path })
    await models.askAgain()
    await client.settings.updateJourney({ modelId: added.id, launch: null })
  })
  const browse = useCallback((path: string | null) => client.machine.browse({ path, files: true }), [client])
  const recommended = useMemo(
    () => (all === null || verdictOf === null ? null : recommend(all)),
    [all, verdictOf, recommend],
  )
  if (all === null || verdictOf === null) {
    return problem === null ? <SkeletonPage label={t("title")} /> : <ProblemNotice problem={problem} />
  }
  const failure = add.problem ?? choose.problem
  const toggle = (one: typeof open) => (next: boolean) => setOpen(next ? one : null)
  return (
    <div className="flex flex-col gap-7">
      <PanelHead title={t("title")} lead={t("lead")} />
      {failure !== null && <ProblemNotice problem={failure} />}
      {recommended !== null && (
        <Recommendation
          model={recommended}
          verdict={verdictOf(recommended)}
          chosen={recommended.id === chosenId}
          onChoose={() => void choose.run(recommended.id)}
        />
      )}
      <FilterBar filter={filter} onFilter={setFilter} />
      <ModelList
        models={all}
        chosenId={chosenId}
        filter={filter}
        verdictOf={verdictOf}
        onChoose={(modelId) => void choose.run(modelId)}
        actions={{
          onDisk: (
            <Button
              size="small"
              icon={<FolderPlus aria-hidden />}
              busy={add.busy}
              onClick={() => setOpen("folder")}
            >
              {add.busy ? t("adding") : t("addFolder")}
            </Button>
          ),
          catalogue: (
            <Button size="small" icon={<Plus aria-hidden />} onClick={() => setOpen("hub")}>
              {t("addOther")}
            </Button>
          ),
        }}
      />
      <FolderDialog
        open={open === "folder"}
        onOpenChange={toggle("folder")}
        choose="model"
        list={browse}
        onChoose={(path) => {
          setOpen(null)
          void add.run(path)
        }}
      />
      <HubDialog
        open={open === "hub"}
        onOpenChange={toggle("hub")}
        verdictOf={verdictOf}
        onSettings={() => setOpen("token")}
      />
      <DownloadDialog open={open === "token"} onOpenChange={toggle("token")} />
    </div>
  )
}
