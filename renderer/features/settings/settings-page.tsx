import { type ReactNode, useState } from "react"
import { useTranslation } from "react-i18next"
import { classes } from "../../ui/classes"
import { PanelHead } from "../../ui/panel-head"
import { AboutSettings } from "./about-settings"
import { GeneralSettings } from "./general-settings"
import { NetworkSettings } from "./network-settings"
import { PrivacySettings } from "./privacy-settings"
import { SETTINGS_SECTIONS, type SettingsSection } from "./sections"
import { SettingsSearch } from "./settings-search"
import { StorageSettings } from "./storage-settings"
import { ToolSettings } from "./tool-settings"

export interface SettingsPageProps {
  readonly section: SettingsSection
  readonly onSection: (section: SettingsSection) => void
  readonly onEngines: () => void
  readonly onLibrary: () => void
  /** Where models come from; told by those who fetch them. */
  readonly downloads: ReactNode
}

/** Everything that can be set, section by section. */
export function SettingsPage({ section, onSection, onEngines, onLibrary, downloads }: SettingsPageProps) {
  const { t } = useTranslation("settings")
  const [searched, setSearched] = useState("")
  return (
    <div className="mx-auto flex w-full max-w-[60rem] flex-col gap-x-10 gap-y-6 px-6 py-8 min-[820px]:flex-row min-[820px]:px-10 min-[820px]:py-10">
      <div className="shrink-0 min-[820px]:sticky min-[820px]:top-10 min-[820px]:w-48 min-[820px]:self-start">
        <SettingsSearch text={searched} onText={setSearched} onSection={onSection} />
        <nav
          aria-label={t("sections.label")}
          hidden={searched.trim() !== ""}
          className="flex flex-wrap gap-1 min-[820px]:flex-col [&[hidden]]:hidden"
        >
          {SETTINGS_SECTIONS.map((one) => (
            <button
              key={one}
              type="button"
              aria-current={one === section ? "page" : undefined}
              onClick={() => onSection(one)}
              className={classes(
                "rounded-control px-3 py-1.5 text-left text-14 text-muted hover:bg-hover hover:text-ink",
                one === section &&
                  "bg-accent-soft font-medium text-accent hover:bg-accent-soft hover:text-accent",
              )}
            >
              {t(`sections.${one}`)}
            </button>
          ))}
        </nav>
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-7">
        <PanelHead title={t(`sections.${section}`)} />
        {section === "general" && <GeneralSettings />}
        {section === "network" && (
          <>
            <NetworkSettings />
            {downloads}
          </>
        )}
        {section === "tools" && <ToolSettings />}
        {section === "storage" && <StorageSettings onEngines={onEngines} onLibrary={onLibrary} />}
        {section === "privacy" && <PrivacySettings />}
        {section === "about" && <AboutSettings />}
      </div>
    </div>
  )
}
