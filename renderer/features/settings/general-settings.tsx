import { useTranslation } from "react-i18next"
import type { Settings } from "#common/domain/settings"
import { ProblemNotice } from "../../ui/problem-notice"
import { Segmented } from "../../ui/segmented"
import { Skeleton } from "../../ui/skeleton"
import { Row } from "./row"
import { useSettings } from "./use-settings"

/** Language and look. */
export function GeneralSettings() {
  const { t } = useTranslation(["settings", "app"])
  const { settings, update } = useSettings()
  if (settings === null) return <Skeleton className="h-24" />
  const languages: { readonly value: Settings["language"]; readonly label: React.ReactNode }[] = [
    { value: "system", label: t("settings:general.languageSystem") },
    // Each in its own words: whoever landed in the wrong one finds the way out.
    { value: "zh-CN", label: <span lang="zh-CN">简体中文</span> },
    { value: "en", label: <span lang="en">English</span> },
  ]
  return (
    <div className="flex flex-col gap-6">
      {update.problem !== null && <ProblemNotice problem={update.problem} />}
      <Row name={t("settings:general.language")} hint={t("settings:general.languageHint")}>
        <Segmented
          label={t("settings:general.language")}
          value={settings.language}
          choices={languages}
          onChange={(language) => void update.run({ language })}
        />
      </Row>
      <Row name={t("settings:general.theme")} hint={t("settings:general.themeHint")}>
        <Segmented
          label={t("settings:general.theme")}
          value={settings.theme}
          choices={(["system", "light", "dark"] as const).map((theme) => ({
            value: theme,
            label: t(`app:theme.${theme}`),
          }))}
          onChange={(theme) => void update.run({ theme })}
        />
      </Row>
    </div>
  )
}
