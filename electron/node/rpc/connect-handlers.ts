import { wire } from "./contract-implementer"
import type { ConnectApi } from "./services"

export function connectHandlers(connect: ConnectApi) {
  return {
    key: wire.connect.key.handler(() => connect.key()),
    renewKey: wire.connect.renewKey.handler(() => connect.renewKey()),
    ask: wire.connect.ask.handler(({ input, signal }) => connect.ask(input.question, signal)),
  }
}
