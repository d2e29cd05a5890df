import { useTranslation } from "react-i18next"
import { TextInput } from "../../ui/field"
import type { SettingsSection } from "./sections"

/** What can be looked for: each thing that can be set or read, by the words people would use. */
function useEntries(): readonly { readonly section: SettingsSection; readonly name: string }[] {
  const { t } = useTranslation(["settings", "library"])
  return [
    { section: "general", name: t("settings:general.language") },
    { section: "general", name: t("settings:general.theme") },
    { section: "network", name: t("settings:network.title") },
    { section: "network", name: t("settings:network.python") },
    { section: "network", name: t("settings:network.proxyName") },
    { section: "network", name: t("library:downloads.sourceTitle") },
    { section: "network", name: t("library:downloads.mirror") },
    { section: "network", name: t("library:downloads.limit") },
    { section: "network", name: t("library:downloads.tokens") },
    { section: "tools", name: t("settings:tools.title") },
    { section: "storage", name: t("settings:storage.home") },
    { section: "storage", name: t("settings:storage.removeName") },
    { section: "privacy", name: t("settings:privacy.title") },
    { section: "about", name: t("settings:about.versionName") },
    { section: "about", name: t("settings:about.licences") },
  ]
}

export interface SettingsSearchProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onSection: (section: SettingsSection) => void
}

/** A word to look for, and where it is set. */
export function SettingsSearch({ text, onText, onSection }: SettingsSearchProps) {
  const { t } = useTranslation("settings")
  const wanted = text.trim().toLowerCase()
  const found = useEntries().filter(({ section, name }) =>
    `${name} ${t(`sections.${section}`)}`.toLowerCase().includes(wanted),
  )
  return (
    <search className="flex flex-col gap-1">
      <TextInput
        type="search"
        value={text}
        onChange={(event) => onText(event.target.value)}
        placeholder={t("search.placeholder")}
        aria-label={t("search.placeholder")}
        className="mb-2 h-8 w-full text-13"
      />
      <output className="flex flex-col gap-1">
        {wanted !== "" && found.length === 0 && <p className="px-3 text-13 text-muted">{t("search.none")}</p>}
        {wanted !== "" &&
          found.map(({ section, name }) => (
            <button
              key={`${section} ${name}`}
              type="button"
              onClick={() => {
                onText("")
                onSection(section)
              }}
              className="rounded-control px-3 py-1.5 text-left hover:bg-hover"
            >
              <span className="block text-13">{name}</span>
              <span className="block text-12 text-muted">{t(`sections.${section}`)}</span>
            </button>
          ))}
      </output>
    </search>
  )
}
