import type { ModelChoice } from "#common/domain/model"
import { useAsked, useGlimmer } from "../../state/use-glimmer"

/** The model with that id; null until the list is there, and when it is no longer in it. */
export function useChosenModel(modelId: string | null): ModelChoice | null {
  const models = useAsked(useGlimmer().models).value
  return models?.find((model) => model.id === modelId) ?? null
}
