import { join } from "node:path"
import { z } from "zod"
import { INDEX_MIRRORS } from "#common/data/mirrors"
import type { EngineStartRequest } from "#common/domain/engine"
import type { MachineReport } from "#common/domain/hardware"
import type { IndexChoice } from "#common/domain/settings"
import type { Home } from "../../home"
import { parsePythonJson } from "../../parse-json"
import type { Network, Ports } from "../../ports"
import { livingProcesses } from "../engine/end-processes"
import type { RunRecord } from "../engine/run-record"
import type { EngineStore } from "../setup/engine-store"
import { loadLock } from "../setup/saved-lock"
import { indexUrlOf } from "../setup/uv"
import type { CheckedModel, CheckWorld, Leftovers } from "./check-world"
import { type NetworkProbe, probeNetwork } from "./network-probe"

/** What a round is made from. */
export interface RoundSources {
  readonly ports: Pick<Ports, "processes" | "files" | "clock" | "environment" | "http"> & {
    readonly network: Network
  }
  readonly home: Home
  readonly report: () => Promise<MachineReport>
  readonly store: Pick<EngineStore, "current" | "list" | "find">
  readonly runs: () => Promise<readonly RunRecord[]>
  /** The run that is meant to be there. */
  readonly currentRunId: () => string | null
  /** A setup is making an engine: what is half made is its work. */
  readonly settingUp: () => boolean
  readonly indexChoice: () => IndexChoice
}

/** The world of one round: each look is made once, when the first check asks. */
export function roundWorld(
  sources: RoundSources,
  start: EngineStartRequest | null,
  signal: AbortSignal,
): Omit<CheckWorld, "signal"> {
  const { ports, home, store } = sources
  const engine = once(() => store.current())
  return {
    ports,
    home,
    launch: start?.settings ?? null,
    machine: once(() => sources.report()),
    engine,
    model: once(() => readModel(ports, start)),
    network: once(() => lookAtNetwork(sources, signal)),
    leftovers: once(() => findLeftovers(sources)),
  }
}

function once<T>(look: () => Promise<T>): () => Promise<T> {
  let seen: Promise<T> | null = null
  return () => (seen ??= look())
}

async function readModel(
  { files }: Pick<Ports, "files">,
  start: EngineStartRequest | null,
): Promise<CheckedModel | null> {
  if (start === null) return null
  const text = await files.readText(join(start.modelPath, "config.json"))
  const config = z
    .record(z.string(), z.unknown())
    .safeParse(text === null ? undefined : parsePythonJson(text))
  return { path: start.modelPath, config: config.success ? config.data : null }
}

async function lookAtNetwork(sources: RoundSources, signal: AbortSignal): Promise<NetworkProbe> {
  const chosen = indexUrlOf(sources.indexChoice(), INDEX_MIRRORS)
  return probeNetwork(sources.ports, chosen ?? (await defaultIndex(sources)), signal)
}

/** Which index this machine uses by default: told by its settings, else by where the engine's files came from. */
async function defaultIndex({ ports, home, store }: RoundSources): Promise<string | null> {
  const { environment } = ports
  const named = environment["UV_DEFAULT_INDEX"] ?? environment["UV_INDEX_URL"] ?? environment["PIP_INDEX_URL"]
  if (named !== undefined && URL.canParse(named)) return named
  const engine = await store.current()
  const lock = engine === null ? null : await loadLock(ports.files, home, engine.id).catch(() => null)
  const url = lock?.wheels[0]?.url
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : null
}

/** What earlier engines left. While an engine is being made, nothing that is unfinished is a leftover. */
export async function findLeftovers(sources: RoundSources): Promise<Leftovers> {
  const { ports, home, store } = sources
  const isBusy = sources.settingUp()
  const [records, engines, engineFolders, cacheFolders] = await Promise.all([
    sources.runs(),
    store.list(),
    ports.files.list(home.engines),
    ports.files.list(home.caches),
  ])
  const orphaned = isBusy ? [] : records.filter(({ runId }) => runId !== sources.currentRunId())
  const living = await Promise.all(
    orphaned.map(async (record) => {
      const processes = await livingProcesses(ports.processes, record)
      return processes.map(({ pid }) => ({ pid, runId: record.runId }))
    }),
  )
  const known = new Set(engines.map(({ id }) => id))
  const unknown = (entries: typeof engineFolders) =>
    isBusy ? [] : entries.flatMap(({ name, kind }) => (kind === "folder" && !known.has(name) ? [name] : []))
  return {
    processes: living.flat(),
    halfMadeEngines: unknown(engineFolders),
    orphanedCaches: unknown(cacheFolders),
  }
}
