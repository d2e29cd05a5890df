import type { Gpu, GpuLink, MachineReport } from "#common/domain/hardware"
import { makeProblem } from "#common/domain/problem"

const MIB = 1024 ** 2
const GIB = 1024 ** 3

/** A card; figures as nvidia-smi gave them on real hosts. */
function gpu(index: number, name: string, totalMiB: number, change: Partial<Gpu> = {}): Gpu {
  const reservedMiB = Math.round(totalMiB * 0.0059)
  const usedMiB = (change.processes ?? []).reduce((sum, process) => sum + (process.memoryBytes ?? 0), 0) / MIB
  return {
    index,
    uuid: `GPU-0000000${index}-71df-f3f5-4c20-7fcea47e98cd`,
    name,
    pciBusId: `00000000:0${index + 6}:00.0`,
    memoryTotalBytes: totalMiB * MIB,
    memoryReservedBytes: reservedMiB * MIB,
    memoryUsedBytes: usedMiB * MIB,
    memoryFreeBytes: (totalMiB - reservedMiB - usedMiB) * MIB,
    computeCapability: 9,
    utilizationPercent: 0,
    temperatureCelsius: 33,
    powerDrawWatts: 72,
    powerLimitWatts: 700,
    displayActive: false,
    migEnabled: false,
    persistenceMode: true,
    processes: [],
    ...change,
  }
}

const base: Omit<MachineReport, "gpus" | "topology" | "findings"> = {
  takenAtMs: Date.UTC(2026, 10, 22, 12, 0, 0),
  otherGpus: [],
  driverVersion: "580.159.04",
  cudaVersion: "13.0",
  cpu: { name: "Intel Xeon Platinum 8481C", cores: 16, threads: 32 },
  memory: { totalBytes: 251 * GIB, availableBytes: 243 * GIB },
  disk: { path: "/home/user/.local/share/glimmer", totalBytes: 1800 * GIB, freeBytes: 640 * GIB },
  os: {
    platform: "linux",
    name: "Ubuntu",
    release: "24.04",
    kernel: "6.8.0-48-generic",
    architecture: "x64",
    wsl: false,
    glibc: "2.39",
  },
  foreignEngines: [],
  tookMs: { "nvidia-smi": 41, "topo -m": 96, system: 120, pythons: 310 },
}

export const twoH100: MachineReport = {
  ...base,
  gpus: [
    gpu(0, "NVIDIA H100 80GB HBM3", 81559),
    gpu(1, "NVIDIA H100 80GB HBM3", 81559, { temperatureCelsius: 38 }),
  ],
  topology: { links: [link(0, 1, "NVLINK", 18)], numaNodes: [0, 0] },
  findings: [],
}

/** The two H100s while our own engine fills the first. */
export const twoH100Serving: MachineReport = {
  ...twoH100,
  gpus: [
    gpu(0, "NVIDIA H100 80GB HBM3", 81559, {
      utilizationPercent: 64,
      temperatureCelsius: 51,
      powerDrawWatts: 388,
      processes: [{ pid: 48260, name: "VLLM::EngineCore", user: "user", memoryBytes: 74.1 * GIB, own: true }],
    }),
    gpu(1, "NVIDIA H100 80GB HBM3", 81559, { temperatureCelsius: 38 }),
  ],
}

export const one4090: MachineReport = {
  ...base,
  cpu: { name: "AMD Ryzen 9 7950X", cores: 16, threads: 32 },
  memory: { totalBytes: 62 * GIB, availableBytes: 51 * GIB },
  disk: { path: "/home/user/.local/share/glimmer", totalBytes: 930 * GIB, freeBytes: 212 * GIB },
  gpus: [
    gpu(0, "NVIDIA GeForce RTX 4090", 24564, {
      computeCapability: 8.9,
      displayActive: true,
      powerLimitWatts: 450,
      processes: [
        { pid: 2210, name: "Xorg", user: "root", memoryBytes: 412 * MIB, own: false },
        { pid: 2487, name: "gnome-shell", user: "user", memoryBytes: 188 * MIB, own: false },
      ],
    }),
  ],
  topology: null,
  findings: [],
  foreignEngines: [],
}

/** The 24 GB card while another program holds most of it, and an old vLLM of the user's own. */
export const busy4090: MachineReport = {
  ...one4090,
  gpus: [
    gpu(0, "NVIDIA GeForce RTX 4090", 24564, {
      computeCapability: 8.9,
      displayActive: true,
      powerLimitWatts: 450,
      utilizationPercent: 97,
      processes: [
        { pid: 4121, name: "python3", user: "li", memoryBytes: 15 * GIB, own: false },
        { pid: 2210, name: "Xorg", user: "root", memoryBytes: 412 * MIB, own: false },
      ],
    }),
  ],
  foreignEngines: [{ python: "/home/user/miniconda3/envs/llm/bin/python", version: "0.8.4" }],
  findings: [{ level: "note", problem: makeProblem("glm4-linear-tuple", { version: "0.8.4" }) }],
}

export const fourUnequal: MachineReport = {
  ...base,
  cpu: { name: "AMD EPYC 7543", cores: 32, threads: 64 },
  gpus: [
    gpu(0, "NVIDIA RTX 6000 Ada Generation", 49140, {
      computeCapability: 8.9,
      displayActive: true,
      powerLimitWatts: 300,
    }),
    gpu(1, "NVIDIA RTX 6000 Ada Generation", 49140, { computeCapability: 8.9, powerLimitWatts: 300 }),
    gpu(2, "NVIDIA GeForce RTX 3090", 24576, { computeCapability: 8.6, powerLimitWatts: 350 }),
    gpu(3, "NVIDIA GeForce RTX 3090", 24576, {
      computeCapability: 8.6,
      powerLimitWatts: 350,
      processes: [{ pid: 9907, name: null, user: null, memoryBytes: 6 * GIB, own: false }],
    }),
  ],
  topology: {
    links: [
      link(0, 1, "NODE", 0),
      link(0, 2, "SYS", 0),
      link(0, 3, "SYS", 0),
      link(1, 2, "SYS", 0),
      link(1, 3, "SYS", 0),
      link(2, 3, "NVLINK", 4),
    ],
    numaNodes: [0, 0, 1, 1],
  },
  findings: [],
}

export const noGpu: MachineReport = {
  ...base,
  gpus: [],
  driverVersion: null,
  cudaVersion: null,
  topology: null,
  cpu: { name: "Intel Core i7-1165G7", cores: 4, threads: 8 },
  memory: { totalBytes: 15.4 * GIB, availableBytes: 9.1 * GIB },
  disk: { path: "/home/user/.local/share/glimmer", totalBytes: 470 * GIB, freeBytes: 88 * GIB },
  findings: [{ level: "warning", problem: makeProblem("no-gpu-driver") }],
}

export const amdOnly: MachineReport = {
  ...noGpu,
  otherGpus: [{ vendor: "AMD", name: "Radeon RX 7900 XTX" }],
  findings: [
    {
      level: "warning",
      problem: makeProblem("gpu-vendor-unsupported", { vendor: "AMD", name: "Radeon RX 7900 XTX" }),
    },
  ],
}

export const brokenDriver: MachineReport = {
  ...noGpu,
  findings: [
    {
      level: "error",
      problem: makeProblem("nvml-mismatch", {}, "Failed to initialize NVML: Driver/library version mismatch"),
    },
    {
      level: "error",
      problem: makeProblem("disk-too-small", { needBytes: 14e9, freeBytes: 6.2e9, path: "/home" }),
    },
  ],
  disk: { path: "/home/user/.local/share/glimmer", totalBytes: 118 * GIB, freeBytes: 5.8 * GIB },
}

function link(from: number, to: number, kind: GpuLink["kind"], nvlinks: number): GpuLink {
  return { from, to, kind, nvlinks }
}
