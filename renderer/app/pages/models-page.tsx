import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import { LibraryPanel } from "../../features/models/library/library-panel"
import { ModelPanel } from "../../features/models/model-panel"
import { useChosenModel } from "../../features/models/use-chosen-model"
import { PlannerPanel } from "../../features/planner/planner-panel"
import { usePlannedLaunch } from "../../features/planner/use-planned-launch"
import { useVerdicts } from "../../features/planner/use-verdicts"
import { go, type ModelSection } from "../route"
import { SectionTabs } from "./section-tabs"
import { StartBar } from "./start-bar"

export interface ModelsPageProps {
  readonly section: ModelSection
  readonly journey: Journey
}

/** The guide's model and memory steps as pages. */
export function ModelsPage({ section, journey }: ModelsPageProps) {
  const { t } = useTranslation("app")
  const { verdictOf, recommend } = useVerdicts()
  const model = useChosenModel(journey.modelId)
  const planned = usePlannedLaunch(model, journey.launch, "now")
  return (
    <>
      <SectionTabs
        label={t("modelSections")}
        tabs={[
          { name: t("chooseTab"), route: { page: "models", section: "choose" }, here: section === "choose" },
          { name: t("memoryTab"), route: { page: "models", section: "memory" }, here: section === "memory" },
          {
            name: t("libraryTab"),
            route: { page: "models", section: "library" },
            here: section === "library",
          },
        ]}
      >
        {section === "choose" && (
          <ModelPanel chosenId={journey.modelId} verdictOf={verdictOf} recommend={recommend} />
        )}
        {section === "memory" && (
          <PlannerPanel
            model={model}
            saved={journey.launch}
            when="now"
            onModels={() => go({ page: "models", section: "choose" })}
            onChecks={() => go({ page: "engine", section: "checks" })}
          />
        )}
        {section === "library" && (
          <LibraryPanel
            chosenId={journey.modelId}
            verdictOf={verdictOf}
            onChoose={() => go({ page: "models", section: "choose" })}
            onUse={() => go({ page: "models", section: "memory" })}
          />
        )}
      </SectionTabs>
      {section !== "library" && (
        <StartBar
          model={model}
          planned={planned}
          onMemory={section === "choose" ? () => go({ page: "models", section: "memory" }) : null}
        />
      )}
    </>
  )
}
