import { wire } from "./contract-implementer"
import type { SetupApi } from "./services"

export function setupHandlers(setup: SetupApi) {
  return {
    watch: wire.setup.watch.handler(({ signal }) => setup.watch(signal)),
    watchLog: wire.setup.watchLog.handler(({ input, signal }) => setup.watchLog(input.cursor, signal)),
    start: wire.setup.start.handler(({ input }) => setup.start(input)),
    pause: wire.setup.pause.handler(() => setup.pause()),
    resume: wire.setup.resume.handler(() => setup.resume()),
    cancel: wire.setup.cancel.handler(() => setup.cancel()),
    use: wire.setup.use.handler(({ input }) => setup.use(input.engineId)),
    remove: wire.setup.remove.handler(({ input }) => setup.remove(input.engineId)),
  }
}
