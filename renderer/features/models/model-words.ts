import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"

/** What a model is called on pages. */
export function useModelName(): (model: ModelChoice) => string {
  const { t } = useTranslation("models")
  return (model) => (model.kind === "selftest" ? t("selftest.name") : model.name)
}
