import { useTranslation } from "react-i18next"
import { LANGUAGES, type Language } from "#common/domain/settings"
import { Segmented } from "./segmented"

const NAMES: Readonly<Record<Language, string>> = { "zh-CN": "简体中文", en: "English" }

export interface LanguageChoiceProps {
  readonly value: Language
  readonly onChange: (language: Language) => void
}

/** Both languages, each in its own words, so that whoever lands in the wrong one finds the way out. */
export function LanguageChoice({ value, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation("app")
  return (
    <Segmented
      label={t("language.label")}
      value={value}
      choices={LANGUAGES.map((language) => ({
        value: language,
        label: <span lang={language}>{NAMES[language]}</span>,
      }))}
      onChange={onChange}
    />
  )
}
