import type { MigDevice } from "../hardware"

/**
 * The newest CUDA the driver can run, from `nvidia-smi --version` or from the head of plain `nvidia-smi`; null when
 * neither tells (no libcuda beside the driver).
 */
export function parseCudaVersion(text: string): string | null {
  return /CUDA (?:\w+ )?Version\s*:\s*(\d+\.\d+)/i.exec(text)?.[1] ?? null
}

/** The parts of cards in MIG mode by the card's index, from `nvidia-smi -L`. */
export function parseMigDevices(list: string): ReadonlyMap<number, readonly MigDevice[]> {
  const byGpu = new Map<number, MigDevice[]>()
  let devices: MigDevice[] = []
  for (const line of list.split("\n")) {
    const gpu = /^GPU (\d+):/.exec(line)?.[1]
    if (gpu !== undefined) byGpu.set(Number(gpu), (devices = []))
    const [, profile, uuid] = /^\s+MIG (\S+)\s+Device\s+\d+:\s+\(UUID: (MIG-[^)]+)\)/.exec(line) ?? []
    if (profile !== undefined && uuid !== undefined) devices.push({ uuid, profile })
  }
  return byGpu
}
