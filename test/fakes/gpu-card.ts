import type { Gpu, GpuProcess } from "#common/domain/hardware"

const GIB = 2 ** 30

/** An RTX 4090 that nobody uses, but for what is told. */
export function gpuCard(change: Partial<Gpu> = {}): Gpu {
  return {
    index: 0,
    uuid: "GPU-1",
    name: "NVIDIA GeForce RTX 4090",
    pciBusId: "00000000:01:00.0",
    memoryTotalBytes: 24 * GIB,
    memoryReservedBytes: 0,
    memoryUsedBytes: 0,
    memoryFreeBytes: 24 * GIB,
    computeCapability: 8.9,
    utilizationPercent: 0,
    temperatureCelsius: 40,
    powerDrawWatts: 30,
    powerLimitWatts: 450,
    displayActive: false,
    migEnabled: false,
    persistenceMode: true,
    processes: [],
    ...change,
  }
}

/** Somebody else's process on a card. */
export function gpuProcess(change: Partial<GpuProcess>): GpuProcess {
  return { pid: 1, name: "python", user: "li", memoryBytes: 0, own: false, ...change }
}
