import { PROBLEM_FIXES } from "#common/data/problem-fixes"
import { LOG_RULES } from "#common/data/log-rules/index"
import type { CheckResult } from "#common/domain/checks/check"
import { completeFix } from "#common/domain/diagnosis/complete-fix"
import type { Fix } from "#common/domain/diagnosis/fix"
import { type FixOffer, type FixSubject, historyOf, inOrderOfTrust } from "#common/domain/diagnosis/fix-offer"
import { systemFamily } from "#common/domain/diagnosis/install-command"
import { makeFix } from "#common/domain/diagnosis/make-fix"
import type { Values } from "#common/domain/diagnosis/template"
import type { EngineView } from "#common/domain/engine"
import { readModelShape } from "#common/domain/plan/shape/read"
import type { NamedProcess } from "./end-program"
import { effectOf } from "./fix-effects"
import type { FixSituation, FixWorld } from "./fix-world"
import { planStart } from "./start-plan"

/** An offer with what the wire does not need to know. */
export interface KeptOffer {
  readonly offer: FixOffer
  readonly subject: FixSubject
  readonly situation: FixSituation | null
  /** The process to be ended, as it was when the offer was made. */
  readonly process: NamedProcess | null
}

/** What can be done about a problem, or about what a check found, best first. */
export async function makeOffers(
  world: FixWorld,
  subject: FixSubject,
  result: CheckResult | null,
): Promise<readonly KeptOffer[]> {
  const situation = await situationOf(world, subject)
  const fixes = subject.kind === "check" ? [result?.fix ?? []].flat() : fixesOf(subject, situation, world)
  const family = systemFamily(await distribution(world))
  const made = await Promise.all(
    fixes.map(async (fix): Promise<readonly KeptOffer[]> => {
      const complete = situation === null ? fix : completeFix(fix, situation.ground)
      if (complete.kind === "kv-dtype" && isTooLittle(subject, situation)) return []
      const found = await effectOf(world, complete, situation, family)
      if (found === null) return []
      const { effect, process } = found
      const history = historyOf(subject, fix.kind, world.history.outcomes)
      const offer: FixOffer = { id: world.ports.newId(), fix: complete, effect, ...history }
      return [{ offer, subject, situation, process }]
    }),
  )
  // Two fixes of a rule can come to the same once their details are known: the first is enough.
  const all = made
    .flat()
    .filter((kept, at, list) => list.findIndex((other) => doesTheSame(other.offer, kept.offer)) === at)
  const order = inOrderOfTrust(all.map(({ offer }) => offer))
  return order.flatMap((offer) => all.find((kept) => kept.offer === offer) ?? [])
}

function doesTheSame(a: FixOffer, b: FixOffer): boolean {
  const isDone = a.effect.kind !== "person" && a.effect.kind !== "explanation"
  return a === b || (isDone && JSON.stringify(a.effect) === JSON.stringify(b.effect))
}

/** The fixes of the problem's rule, filled in from the problem and from the start that failed. */
function fixesOf(
  { problem }: Extract<FixSubject, { kind: "problem" }>,
  situation: FixSituation | null,
  world: FixWorld,
): readonly Fix[] {
  const rule = LOG_RULES.causes.find((one) => one.class === problem.code)
  const templates = rule?.fixes ?? PROBLEM_FIXES[problem.code] ?? []
  const values: Values = { ...valuesOf(situation, world.engine.view()), ...problem.values }
  return templates.map((template) => makeFix(template, values))
}

function valuesOf(situation: FixSituation | null, view: EngineView): Values {
  if (situation === null) return {}
  const { settings } = situation.request
  const { modelTokens, plan } = situation.ground
  return {
    utilization: settings.gpuMemoryUtilization,
    tensorParallel: settings.tensorParallelSize,
    gpus: situation.scope.gpus.length,
    ...known("length", settings.maxModelLen ?? view.measurements.maxModelLen),
    ...known("chats", settings.maxNumSeqs),
    ...known("modelLength", modelTokens),
    ...known("heads", plan?.shape?.heads ?? null),
  }
}

function known(name: string, value: number | null): Values {
  return value === null ? {} : { [name]: value }
}

async function situationOf(world: FixWorld, subject: FixSubject): Promise<FixSituation | null> {
  const view = world.engine.view()
  const request = view.request ?? (await world.nextStart())
  if (request === null) return null
  const [report, engine, model] = await Promise.all([
    world.machine(),
    world.store.current(),
    world.modelOf(request).catch(() => null),
  ])
  const plan: FixSituation["plan"] = (settings) =>
    engine === null || model === null
      ? null
      : planStart({ model, engine, report, measured: world.measured() }, settings)
  const { gpus } = report
  return {
    request,
    plan,
    scope: {
      gpus,
      toolCallParser: model?.toolCallParser ?? null,
      reasoningParser: model?.reasoningParser ?? null,
    },
    ground: {
      settings: request.settings,
      gpus,
      plan: plan(request.settings),
      cacheTokens: fittingTokens(subject) ?? view.measurements.kvCacheTokens,
      parsers:
        model?.toolCallParser == null
          ? null
          : { toolCall: model.toolCallParser, reasoning: model.reasoningParser },
      modelTokens: model === null ? null : (readModelShape(model.config, null).shape?.maxPosition ?? null),
    },
  }
}

/** FP8 halves what a token takes; where twice the room is still too little it would fail again. */
function isTooLittle(subject: FixSubject, situation: FixSituation | null): boolean {
  const fitting = fittingTokens(subject)
  const asked = situation?.ground.settings.maxModelLen ?? situation?.ground.modelTokens ?? null
  return fitting !== null && asked !== null && 2 * fitting < asked
}

/** The context that vLLM itself found room for, in the words of the failure. */
function fittingTokens(subject: FixSubject): number | null {
  if (subject.kind !== "problem") return null
  const { fittingLength, cacheTokens } = subject.problem.values
  const found = fittingLength ?? cacheTokens
  return typeof found === "number" ? found : null
}

/** The names by which this system knows itself and what it is like. */
async function distribution({ ports }: FixWorld): Promise<readonly string[]> {
  const text = (await ports.files.readText("/etc/os-release").catch(() => null)) ?? ""
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, "m").exec(text)?.[1] ?? ""
  return [value("ID"), ...value("ID_LIKE").split(" ")].filter((name) => name !== "")
}
