import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { classes } from "../../ui/classes"
import { PanelHead } from "../../ui/panel-head"
import { AboutSettings } from "./about-settings"
import { GeneralSettings } from "./general-settings"
import { NetworkSettings } from "./network-settings"
import { PrivacySettings } from "./privacy-settings"
import { StorageSettings } from "./storage-settings"
import { ToolSettings } from "./tool-settings"

const SETTINGS_SECTIONS = ["general", "network", "tools", "storage", "privacy", "about"] as const
type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

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
  return (
    <div className="mx-auto flex w-full max-w-[60rem] flex-col gap-x-10 gap-y-6 px-6 py-8 min-[820px]:flex-row min-[820px]:px-10 min-[820px]:py-10">
      <nav
        aria-label={t("sections.label")}
        className="flex shrink-0 flex-wrap gap-1 min-[820px]:sticky min-[820px]:top-10 min-[820px]:w-44 min-[820px]:flex-col min-[820px]:self-start"
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
