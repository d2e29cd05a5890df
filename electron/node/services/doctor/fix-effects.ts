import { join } from "node:path"
import { settingsAfter } from "#common/domain/diagnosis/apply-fix"
import type { Fix, SystemFamily } from "#common/domain/diagnosis/fix"
import { commandOfFix } from "#common/domain/diagnosis/fix-command"
import { type FixEffect, type FixPage, outlineOf } from "#common/domain/diagnosis/fix-offer"
import { compareVersions } from "#common/domain/resolve/versions"
import type { NamedProcess } from "./end-program"
import type { FixSituation, FixWorld } from "./fix-world"
import { findRemovables } from "./removables"
import { RUN_ID_VARIABLE } from "../engine/engine-environment"

interface FoundEffect {
  readonly effect: FixEffect
  readonly process: NamedProcess | null
}

/** What a fix would do here; null when it would do nothing, or cannot be done. */
export async function effectOf(
  world: FixWorld,
  fix: Fix,
  situation: FixSituation | null,
  family: SystemFamily | null,
): Promise<FoundEffect | null> {
  if (fix.by === "explanation") return plain({ kind: "explanation" })
  if (fix.by === "person") return plain({ kind: "person", command: commandOfFix(fix, family) })
  switch (fix.kind) {
    case "start-again":
    case "other-port":
    case "local-address":
      // A start takes a free port of this computer's own address anyway.
      return situation === null ? null : plain({ kind: "restart" })
    case "end-process":
      return fix.pid === null ? null : processEffect(world, fix.pid)
    case "end-leftovers": {
      const { processes } = await world.leftovers()
      return processes.length === 0 ? null : plain({ kind: "leftovers", processes: processes.length })
    }
    case "free-disk":
      return diskEffect(world)
    case "clear-compile-cache":
      return cacheEffect(world)
    case "upgrade-engine":
      return engineEffect(world, fix.minimum)
    case "other-engine-version":
      return otherEngineEffect(world)
    case "rebuild-engine":
    case "own-environment":
    case "build-with-fewer-jobs":
      return rebuildEffect(world)
    case "refetch-file":
      return fetchEffect(world, situation, fix.file)
    case "refetch-model":
      return fetchEffect(world, situation, null)
    default:
      return pageEffect(fix) ?? settingsEffect(fix, situation)
  }
}

function plain(effect: FixEffect): FoundEffect {
  return { effect, process: null }
}

function settingsEffect(fix: Fix, situation: FixSituation | null): FoundEffect | null {
  if (situation === null) return null
  const before = situation.request.settings
  const after = settingsAfter(before, fix, situation.scope)
  if (after === null) return null
  const [planBefore, planAfter] = [situation.ground.plan, situation.plan(after)]
  return plain({
    kind: "settings",
    before,
    after,
    plan: {
      before: planBefore === null ? null : outlineOf(planBefore),
      after: planAfter === null ? null : outlineOf(planAfter),
    },
  })
}

/**
 * Only a program that is in the way can be ended: one that holds memory of a card, or one of Glimmer's own. Any
 * other pid, wherever it came from, is refused.
 */
async function processEffect(world: FixWorld, pid: number): Promise<FoundEffect | null> {
  const [process, environment, report] = await Promise.all([
    world.ports.processes.find(pid),
    world.ports.processes.environment(pid),
    world.machine(),
  ])
  if (process === null) return null
  const holder = report.gpus.flatMap((gpu) => gpu.processes).find((one) => one.pid === pid)
  const own = environment?.[RUN_ID_VARIABLE] !== undefined
  if (holder === undefined && !own) return null
  const { name, user, startTicks } = process
  const memoryBytes = holder?.memoryBytes ?? null
  return { effect: { kind: "process", pid, name, user, own, memoryBytes }, process: { pid, startTicks } }
}

async function diskEffect(world: FixWorld): Promise<FoundEffect | null> {
  const removes = await findRemovables({
    files: world.ports.files,
    home: world.home,
    store: world.store,
    leftovers: world.leftovers,
    settingUp: world.setup.isBusy,
  })
  if (removes.length === 0) return null
  return plain({ kind: "disk", removes, bytes: removes.reduce((sum, one) => sum + one.bytes, 0) })
}

async function cacheEffect(world: FixWorld): Promise<FoundEffect | null> {
  const engine = await world.store.current()
  if (engine === null) return null
  const path = join(world.home.caches, engine.id)
  const bytes = (await world.ports.files.info(path)) === null ? 0 : await world.ports.files.folderBytes(path)
  const removes = [{ what: "cache" as const, name: engine.id, bytes }]
  return bytes === 0 ? null : plain({ kind: "disk", removes, bytes })
}

/** One that is here and new enough is used; else one is made. */
async function engineEffect(world: FixWorld, minimum: string | null): Promise<FoundEffect | null> {
  const [current, engines] = await Promise.all([world.store.current(), world.store.list()])
  const least = minimum ?? current?.version ?? "0"
  const suits = (version: string) =>
    minimum === null ? compareVersions(version, least) > 0 : compareVersions(version, least) >= 0
  const here = engines.find((engine) => engine.id !== current?.id && suits(engine.version))
  if (here !== undefined) return plain({ kind: "switch-engine", engineId: here.id, version: here.version })
  return world.setup.isBusy() ? null : plain({ kind: "make-engine", version: null, rebuild: false })
}

async function otherEngineEffect(world: FixWorld): Promise<FoundEffect | null> {
  const [current, engines] = await Promise.all([world.store.current(), world.store.list()])
  const other = engines.find((engine) => engine.id !== current?.id && engine.version !== current?.version)
  if (other !== undefined) {
    return plain({ kind: "switch-engine", engineId: other.id, version: other.version })
  }
  return plain({ kind: "page", page: "versions" })
}

async function rebuildEffect(world: FixWorld): Promise<FoundEffect | null> {
  const current = await world.store.current()
  if (world.setup.isBusy()) return null
  return plain({ kind: "make-engine", version: current?.version ?? null, rebuild: true })
}

/** Only what Glimmer keeps is ever changed; for a folder of the person's, the page of models tells what to do. */
function fetchEffect(world: FixWorld, situation: FixSituation | null, file: string | null): FoundEffect {
  const path = situation?.request.modelPath ?? ""
  return world.refetch.isPossible(path)
    ? plain({ kind: "fetch", file })
    : plain({ kind: "page", page: "models" })
}

const PAGES: Readonly<Partial<Record<Fix["kind"], FixPage>>> = {
  "other-variant": "models",
  "choose-model-folder": "models",
  "resume-download": "models",
  "choose-mirror": "network",
  "check-network": "network",
  "add-hf-token": "settings",
  "shorten-conversation": "chat",
}

function pageEffect(fix: Fix): FoundEffect | null {
  const page = PAGES[fix.kind]
  return page === undefined ? null : plain({ kind: "page", page })
}
