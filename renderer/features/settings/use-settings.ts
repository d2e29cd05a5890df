import type { Settings } from "#common/domain/settings"
import { type Action, useAction } from "../../state/use-action"
import { useGlimmer, useLive } from "../../state/use-glimmer"

/** The settings as they are, and the way to change some of them. */
export function useSettings(): {
  readonly settings: Settings | null
  readonly update: Action<[Partial<Settings>]>
} {
  const glimmer = useGlimmer()
  const settings = useLive(glimmer.settings).value
  const update = useAction((change: Partial<Settings>) => glimmer.client.settings.update(change))
  return { settings, update }
}
