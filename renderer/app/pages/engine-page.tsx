import { useTranslation } from "react-i18next"
import { EngineNow } from "../../features/engine/engine-now"
import { MachinePanel } from "../../features/setup/machine/machine-panel"
import { VersionsPanel } from "../../features/setup/versions/versions-panel"
import { type EngineSection, go } from "../route"
import { SectionTabs } from "./section-tabs"

/** The engine room: what runs, on which machine, which engines there are. */
export function EnginePage({ section }: { readonly section: EngineSection }) {
  const { t } = useTranslation("app")
  const tab = (name: string, one: EngineSection) => ({
    name,
    route: { page: "engine", section: one } as const,
    here: section === one,
  })
  return (
    <SectionTabs
      label={t("engineSections")}
      tabs={[tab(t("engineTab"), "now"), tab(t("machineTab"), "machine"), tab(t("versionsTab"), "versions")]}
    >
      {section === "now" && (
        <EngineNow
          onGuide={() => go({ page: "guide", step: "welcome" })}
          onModels={() => go({ page: "models", section: "choose" })}
          onPlan={() => go({ page: "models", section: "memory" })}
          onVersions={() => go({ page: "engine", section: "versions" })}
          onNetwork={() => go({ page: "settings", section: "network" })}
        />
      )}
      {section === "machine" && <MachinePanel />}
      {section === "versions" && <VersionsPanel onSetup={() => go({ page: "guide", step: "setup" })} />}
    </SectionTabs>
  )
}
