import type { ModelChoice } from "#common/domain/model"
import { useModels } from "./use-models"

/** The model with that id; null until the list is there, and when it is no longer in it. */
export function useChosenModel(modelId: string | null): ModelChoice | null {
  return useModels().models?.find((model) => model.id === modelId) ?? null
}
