import { useTranslation } from "react-i18next"
import type { EngineStageId } from "#common/domain/engine"
import type { SetupStepId } from "#common/domain/setup"
import type { EngineStageWords } from "#common/data/words/engine-stage-words"
import { engineStages as engineStagesEn } from "#common/data/words/engine-stages.en"
import { engineStages as engineStagesZh } from "#common/data/words/engine-stages.zh-CN"
import type { SetupStepWords } from "#common/data/words/setup-step-words"
import { setupSteps as setupStepsEn } from "#common/data/words/setup-steps.en"
import { setupSteps as setupStepsZh } from "#common/data/words/setup-steps.zh-CN"
import { asLanguage } from "./language"

const SETUP_STEPS = { en: setupStepsEn, "zh-CN": setupStepsZh }
const ENGINE_STAGES = { en: engineStagesEn, "zh-CN": engineStagesZh }

/** The words for a step of the setup, the same the command line uses. */
export function useSetupStepWords(): (id: SetupStepId) => SetupStepWords {
  const { i18n } = useTranslation()
  const words = SETUP_STEPS[asLanguage(i18n.language)]
  return (id) => words[id]
}

/** The words for a stage of a start. */
export function useEngineStageWords(): (id: EngineStageId) => EngineStageWords {
  const { i18n } = useTranslation()
  const words = ENGINE_STAGES[asLanguage(i18n.language)]
  return (id) => words[id]
}
