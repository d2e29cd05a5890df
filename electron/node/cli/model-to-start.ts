import { join, resolve } from "node:path"
import type { GlimmerClient } from "#common/contract/index"
import { SELFTEST_SIZE } from "#common/data/selftest"
import { targetFor } from "#common/domain/hardware"
import { defaultLaunchSettings, type LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { selftestSettings } from "#common/domain/selftest-settings"
import { createFiles } from "../adapters/files"
import { homeOf } from "../home"
import { stateNow } from "./follow"
import type { PlanWish } from "./plan-model"

/** The model that somebody means: `selftest`, one that Glimmer knows by id or name, or a folder. */
export async function findModelToStart(client: GlimmerClient, typed: string): Promise<ModelChoice> {
  const choices = await client.models.list()
  const wanted = typed.toLowerCase()
  const known =
    choices.find(({ id }) => id.toLowerCase() === wanted) ??
    choices.find(({ name, kind }) => kind !== "selftest" && name.toLowerCase() === wanted)
  if (known !== undefined) return known
  // A folder as this terminal sees it: the Glimmer that is asked may have been started elsewhere.
  for (const folder of [resolve(typed), join(homeOf(process.env).models, typed)]) {
    if ((await createFiles().info(folder))?.kind === "folder")
      return client.models.addFolder({ path: folder })
  }
  throw new ProblemError(makeProblem("model-not-here", { model: typed }))
}

/** How to serve a model here: the self-test model by its own table, any other by its plan. */
export async function settingsFor(
  client: GlimmerClient,
  choice: ModelChoice,
  wish: PlanWish,
): Promise<LaunchSettings> {
  const report = await client.machine.report({ refresh: choice.kind !== "selftest" })
  const { current } = await stateNow(await client.setup.watch({}))
  const target = current?.target ?? targetFor(report)
  if (choice.kind === "selftest") return adjusted(selftestSettings(target, report.gpus, SELFTEST_SIZE), wish)
  const { toolCallParser, reasoningParser } = choice
  if (target === "cpu") return adjusted({ ...defaultLaunchSettings(), toolCallParser, reasoningParser }, wish)
  const { cardsOf } = await import("./cards-to-plan")
  const { planModel } = await import("./plan-model")
  const model = {
    ...{
      name: choice.name,
      place: choice.path ?? choice.id,
      id: choice.id,
      config: choice.config,
      toolCallParser,
      reasoningParser,
    },
    storedBytes: choice.weightBytes,
    quantizationHint: null,
  }
  const measured = await client.doctor.measured()
  const { plan } = planModel(model, cardsOf(report), wish, current?.version ?? null, measured)
  return adjusted(plan.settings, wish)
}

/** What was asked for in so many words counts, whatever the plan says. */
function adjusted(settings: LaunchSettings, wish: PlanWish): LaunchSettings {
  return {
    ...settings,
    gpuMemoryUtilization: wish.utilization ?? settings.gpuMemoryUtilization,
    maxModelLen: wish.context ?? settings.maxModelLen,
    tensorParallelSize: wish.tensorParallel ?? settings.tensorParallelSize,
    enforceEager: wish.eager ?? settings.enforceEager,
  }
}
