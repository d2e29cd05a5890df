import { freemem, totalmem } from "node:os"
import type { SystemInformation } from "../ports"

/** CPU and system as the library systeminformation reads them, memory as Node does. */
export function createSystemInformation(): SystemInformation {
  return {
    cpu: async () => {
      const { cpu } = await library()
      const { manufacturer, brand, physicalCores, cores } = await cpu()
      const name = brand.startsWith(manufacturer) ? brand : `${manufacturer} ${brand}`
      return { name: name.trim(), cores: physicalCores, threads: cores }
    },
    // On Linux libuv reads MemAvailable: what can be had, not what lies idle.
    memory: async () => ({ totalBytes: totalmem(), availableBytes: freemem() }),
    os: async () => {
      const { osInfo } = await library()
      const { platform, distro, release, kernel, arch } = await osInfo()
      return { platform, name: distro, release, kernel, architecture: arch }
    },
    graphicsNames: async () => {
      const { graphics } = await library()
      const { controllers } = await graphics()
      return controllers.map(({ vendor, model }) => ({ vendor, name: model }))
    },
  }
}

/** Loaded when first asked: it takes longer to load than one query to the driver takes. */
function library() {
  return import("systeminformation")
}
