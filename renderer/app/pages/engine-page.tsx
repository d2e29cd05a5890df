import { useTranslation } from "react-i18next"
import type { FixPage } from "#common/domain/diagnosis/fix-offer"
import { DoctorPanel } from "../../features/engine/doctor/doctor-panel"
import { EngineNow } from "../../features/engine/engine-now"
import { MachinePanel } from "../../features/setup/machine/machine-panel"
import { VersionsPanel } from "../../features/setup/versions/versions-panel"
import { type EngineSection, go, type Route } from "../route"
import { SectionTabs } from "./section-tabs"

/** Where a fix is carried out that is a choice of the person's. */
export const PLACES: Readonly<Record<FixPage, Route>> = {
  models: { page: "models", section: "choose" },
  versions: { page: "engine", section: "versions" },
  network: { page: "settings", section: "network" },
  chat: { page: "chat", threadId: null },
  settings: { page: "settings", section: "general" },
}

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
      tabs={[
        tab(t("engineTab"), "now"),
        tab(t("checksTab"), "checks"),
        tab(t("machineTab"), "machine"),
        tab(t("versionsTab"), "versions"),
      ]}
    >
      {section === "now" && (
        <EngineNow
          onGuide={() => go({ page: "guide", step: "welcome" })}
          onModels={() => go({ page: "models", section: "choose" })}
          onChecks={() => go({ page: "engine", section: "checks" })}
          onPage={(page) => go(PLACES[page])}
        />
      )}
      {section === "checks" && <DoctorPanel onPage={(page) => go(PLACES[page])} />}
      {section === "machine" && <MachinePanel onChecks={() => go({ page: "engine", section: "checks" })} />}
      {section === "versions" && <VersionsPanel onSetup={() => go({ page: "guide", step: "setup" })} />}
    </SectionTabs>
  )
}
