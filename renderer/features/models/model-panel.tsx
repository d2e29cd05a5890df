import FolderPlus from "lucide-react/icons/folder-plus"
import { RadioGroup } from "radix-ui"
import { useCallback, useMemo, useState } from "react"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useAction } from "../../state/use-action"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { Section } from "../../ui/card"
import { TextInput } from "../../ui/field"
import { FolderDialog } from "../../ui/folder-dialog"
import { PanelHead } from "../../ui/panel-head"
import { ProblemNotice } from "../../ui/problem-notice"
import { SkeletonPage } from "../../ui/skeleton"
import type { Verdict } from "../../ui/verdict"
import { ModelRow } from "./model-row"
import { useModelName } from "./model-words"
import { Recommendation } from "./recommendation"

/** A list longer than this wants a filter. */
const MANY = 8

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
  const { value: all, problem } = useAsked(models)
  const nameOf = useModelName()
  const [filter, setFilter] = useState("")
  const [adding, setAdding] = useState(false)
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
  const wanted = filter.trim().toLowerCase()
  const here = new Set(all.filter((model) => model.path !== null).map((model) => model.name))
  // What is on this disk need not be fetched.
  const offered = all.filter((model) => model.path !== null || !here.has(model.name))
  const shown = offered.filter((model) => `${nameOf(model)} ${model.id}`.toLowerCase().includes(wanted))
  const groups = [
    { id: "onDisk", models: shown.filter((model) => model.path !== null) },
    { id: "catalogue", models: shown.filter((model) => model.path === null) },
  ] as const
  const row = (model: ModelChoice) => (
    <ModelRow
      key={model.id}
      model={model}
      verdict={verdictOf(model)}
      chosen={model.id === chosenId}
      onChooseFolder={() => setAdding(true)}
    />
  )
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
      <div className="flex flex-wrap items-center gap-2">
        {offered.length > MANY && (
          <TextInput
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            placeholder={t("search")}
            aria-label={t("search")}
            className="w-64"
          />
        )}
        <Button icon={<FolderPlus aria-hidden />} busy={add.busy} onClick={() => setAdding(true)}>
          {add.busy ? t("adding") : t("addFolder")}
        </Button>
      </div>
      <RadioGroup.Root
        aria-label={t("title")}
        value={chosenId ?? ""}
        onValueChange={(id) => void choose.run(id)}
        className="flex flex-col gap-6"
      >
        {groups.map((group) =>
          group.models.length === 0 ? null : (
            <Section key={group.id} title={t(group.id)}>
              <ul className="flex flex-col gap-2">{group.models.map(row)}</ul>
            </Section>
          ),
        )}
      </RadioGroup.Root>
      {shown.length === 0 && <p className="text-13 text-muted">{t("noneMatch")}</p>}
      <FolderDialog
        open={adding}
        onOpenChange={setAdding}
        choose="model"
        list={browse}
        onChoose={(path) => {
          setAdding(false)
          void add.run(path)
        }}
      />
    </div>
  )
}
