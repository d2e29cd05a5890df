import { wire } from "./contract-implementer"
import type { ModelsApi } from "./services"

export function modelsHandlers(models: ModelsApi) {
  return {
    list: wire.models.list.handler(() => models.list()),
    addFolder: wire.models.addFolder.handler(({ input }) => models.addFolder(input.path)),
    forgetFolder: wire.models.forgetFolder.handler(({ input }) => models.forgetFolder(input.path)),
  }
}
