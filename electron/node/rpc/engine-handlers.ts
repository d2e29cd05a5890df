import { wire } from "./contract-implementer"
import type { EngineApi } from "./services"

export function engineHandlers(engine: EngineApi) {
  return {
    watch: wire.engine.watch.handler(({ signal }) => engine.watch(signal)),
    watchLog: wire.engine.watchLog.handler(({ input, signal }) => engine.watchLog(input.cursor, signal)),
    start: wire.engine.start.handler(({ input }) => engine.start(input)),
    stop: wire.engine.stop.handler(() => engine.stop()),
    startAgain: wire.engine.startAgain.handler(() => engine.startAgain()),
  }
}
