import { wire } from "./contract-implementer"
import type { SettingsApi } from "./services"

export function settingsHandlers(settings: SettingsApi) {
  return {
    info: wire.settings.info.handler(({ context }) => settings.info(context.frontDoor)),
    watch: wire.settings.watch.handler(({ signal }) => settings.watch(signal)),
    update: wire.settings.update.handler(({ input }) => settings.update(input)),
    watchJourney: wire.settings.watchJourney.handler(({ signal }) => settings.watchJourney(signal)),
    updateJourney: wire.settings.updateJourney.handler(({ input }) => settings.updateJourney(input)),
  }
}
