import { wire } from "./contract-implementer"
import type { MachineApi } from "./services"

export function machineHandlers(machine: MachineApi) {
  return {
    report: wire.machine.report.handler(({ input }) => machine.report(input.refresh)),
    watchGpus: wire.machine.watchGpus.handler(({ signal }) => machine.watchGpus(signal)),
    folderSizes: wire.machine.folderSizes.handler(() => machine.folderSizes()),
    browse: wire.machine.browse.handler(({ input }) => machine.browse(input.path, input.files)),
  }
}
