import type { EngineInstall } from "#common/domain/setup"
import type { CheckWorld } from "#node/services/doctor/check-world"
import type { NetworkProbe, ServerProbe } from "#node/services/doctor/network-probe"
import { machineOf } from "../machine/host"

/** A server that answered at once, its clock as right as ours. */
export function answered(host: string, change: Partial<ServerProbe> = {}): ServerProbe {
  return { host, secure: true, problem: null, dateMs: 1_700_000_000_000, tookMs: 20, ...change }
}

export const ONLINE: NetworkProbe = {
  index: answered("index.example"),
  hubs: [answered("hub.example"), answered("other-hub.example")],
  atMs: 1_700_000_000_000,
}

/** An engine that was made for CUDA 13. */
export const ENGINE: EngineInstall = {
  id: "0.31.0-cuda-1",
  version: "0.31.0",
  target: "cuda",
  kernels: "release",
  python: "3.12.1",
  torch: "2.13.0+cu130",
  bytes: 1,
  builtAtMs: 1,
  selftest: null,
}

/** What checks see of a made-up machine; a test changes the one thing it is about. */
export async function checkWorld(
  host: string | null,
  change: Partial<CheckWorld> = {},
  files: Readonly<Record<string, string>> = {},
) {
  const machine = await machineOf(host, files)
  const { ports, home, service } = machine
  const world: CheckWorld = {
    ports: { ...ports, network: { isFree: async () => true, anyFree: async () => 50_000 } },
    home,
    signal: new AbortController().signal,
    machine: () => service.report(true),
    engine: async () => null,
    model: async () => null,
    launch: null,
    network: async () => ONLINE,
    leftovers: async () => ({ processes: [], halfMadeEngines: [], orphanedCaches: [] }),
    ...change,
  }
  return { ...machine, world }
}
