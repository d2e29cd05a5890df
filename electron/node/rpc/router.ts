import { chatHandlers } from "./chat-handlers"
import { connectHandlers } from "./connect-handlers"
import { wire } from "./contract-implementer"
import { doctorHandlers } from "./doctor-handlers"
import { engineHandlers } from "./engine-handlers"
import { libraryHandlers } from "./library-handlers"
import { machineHandlers } from "./machine-handlers"
import { modelsHandlers } from "./models-handlers"
import type { Services } from "./services"
import { settingsHandlers } from "./settings-handlers"
import { setupHandlers } from "./setup-handlers"

/** The whole contract, answered by these services. Every door puts this one router behind its wire. */
export function makeRouter(services: Services) {
  return wire.router({
    machine: machineHandlers(services.machine),
    setup: setupHandlers(services.setup),
    models: modelsHandlers(services.models),
    library: libraryHandlers(services.library),
    engine: engineHandlers(services.engine),
    connect: connectHandlers(services.connect),
    doctor: doctorHandlers(services.doctor),
    chat: chatHandlers(services.chat),
    settings: settingsHandlers(services.settings),
  })
}

export type GlimmerRouter = ReturnType<typeof makeRouter>
