import { cpu, graphics, mem, osInfo } from "systeminformation"
import type { SystemInformation } from "../ports"

/** CPU, memory and system as the library systeminformation reads them; each call takes milliseconds but the last. */
export function createSystemInformation(): SystemInformation {
  return {
    cpu: async () => {
      const { manufacturer, brand, physicalCores, cores } = await cpu()
      const name = brand.startsWith(manufacturer) ? brand : `${manufacturer} ${brand}`
      return { name: name.trim(), cores: physicalCores, threads: cores }
    },
    memory: async () => {
      const { total, available } = await mem()
      return { totalBytes: total, availableBytes: available }
    },
    os: async () => {
      const { platform, distro, release, kernel, arch } = await osInfo()
      return { platform, name: distro, release, kernel, architecture: arch }
    },
    graphicsNames: async () => {
      const { controllers } = await graphics()
      return controllers.map(({ vendor, model }) => ({ vendor, name: model }))
    },
  }
}
