import { useEffect, useMemo } from "react"
import type { ModelChoice } from "#common/domain/model"
import type { Problem } from "#common/domain/problem"
import { useAsked, useGlimmer, useLivePart } from "../../state/use-glimmer"
import { withCatalogue } from "./all-models"

/** Every model there is to choose; null until the program has told which are here. */
export function useModels(): {
  readonly models: readonly ModelChoice[] | null
  readonly problem: Problem | null
} {
  const { models, library } = useGlimmer()
  const { value, problem } = useAsked(models)
  // What has become whole, or is gone, changes what can be chosen.
  const whole = useLivePart(library, (view) =>
    view === null
      ? null
      : view.models
          .filter((model) => model.state === "complete")
          .map((model) => model.folder)
          .join("\n"),
  )
  useEffect(() => {
    if (whole !== null) void models.askAgain()
  }, [models, whole])
  const all = useMemo(() => (value === null ? null : withCatalogue(value)), [value])
  return { models: all, problem }
}
