import { CATALOG } from "#common/data/catalog/index"
import { targetFor } from "#common/domain/hardware"
import type { CatalogModel, ModelChoice } from "#common/domain/model"
import type { PlanReason } from "#common/domain/plan/reasons"
import {
  type ModelVerdict,
  type PlanMachine,
  recommendModel,
  verdictFor,
} from "#common/domain/plan/recommend"
import type { MemoryPlan } from "#common/domain/plan/types"
import { catalogPage } from "../../state/catalog-page"
import type { Verdict } from "../../ui/verdict"
import { machineOf, type PageCase, planForPage, presetWishes } from "./plan-for-page"
import { isVerdictReason } from "./reason-groups"

/** Less context than this is worth saying beside the verdict. */
const GOOD_CONTEXT = 32_768

/** The verdict for a model: of the catalogue as it judges all of them, else what its page would show if nothing were touched. */
export function verdictForPage(subject: PageCase): Verdict {
  const { model, report } = subject
  if (model.kind === "selftest") return { kind: "trial" }
  if (targetFor(report) === "cpu") return { kind: "needs-gpu" }
  const page = catalogPage(model)
  const judged = page === null ? null : verdictFor(page, machineOf(subject), CATALOG)
  if (judged !== null && page?.id === model.id && model.path === null) return ofJudgement(judged)
  const wishes = presetWishes(subject, "balanced")
  const plan = planForPage(subject, wishes)
  if (plan.fits === null) return { kind: "unknown", reason: verdictReason(plan.reasons) }
  if (plan.fits) {
    const contextTokens = plan.maxModelLen ?? wishes.contextTokens ?? 0
    const chats = Math.floor(plan.cache?.maxConcurrency.likely ?? 0)
    const wanted = Math.min(GOOD_CONTEXT, plan.shape?.maxPosition ?? GOOD_CONTEXT)
    const kind = plan.tight ? "tight" : contextTokens < wanted ? "less-context" : "runs-well"
    return { kind, contextTokens, chats }
  }
  return { ...refusal(plan.reasons, plan), kind: "too-large", insteadId: judged?.insteadId ?? null }
}

/**
 * The one to begin with: among those that run well the one already on this disk, else what the catalogue recommends
 * for this machine; the tiny model where none runs. Null for an empty list.
 */
export function recommendedModel(
  models: readonly ModelChoice[],
  verdictOf: (model: ModelChoice) => Verdict,
  machine: PlanMachine,
): ModelChoice | null {
  const selftest = models.find((model) => model.kind === "selftest") ?? null
  if (machine.target === "cpu") return selftest
  const here = models.filter(
    (model) => model.path !== null && model.kind !== "selftest" && verdictOf(model).kind === "runs-well",
  )
  const [best] = here.toSorted((one, other) => ability(other) - ability(one))
  if (best !== undefined) return best
  const id = recommendModel(CATALOG, machine)?.model.id
  return models.find((model) => model.id === id) ?? selftest
}

function ofJudgement(judged: ModelVerdict): Verdict {
  switch (judged.kind) {
    case "runs-well":
    case "less-context": {
      const { contextTokens, chats, plan } = judged
      const kind = plan?.tight === true ? "tight" : judged.kind
      return { kind, contextTokens: contextTokens ?? 0, chats: chats ?? 1 }
    }
    case "unknown":
      return { kind: "unknown", reason: verdictReason(judged.reasons) }
    case "another-variant":
    case "does-not-fit":
      return {
        ...refusal(judged.reasons, judged.plan),
        kind: judged.kind === "another-variant" ? "another-variant" : "too-large",
        insteadId: judged.insteadId,
      }
  }
}

/** What is missing, or what else stands in the way. */
function refusal(
  reasons: readonly PlanReason[],
  plan: MemoryPlan | null,
): { readonly missingBytes: number | null; readonly reason: PlanReason | null } {
  const missing = Math.max(0, ...(plan?.gpus ?? []).map((gpu) => -gpu.budgetBytes.likely))
  return { missingBytes: missing > 0 ? missing : null, reason: verdictReason(reasons) }
}

function verdictReason(reasons: readonly PlanReason[]): PlanReason | null {
  return reasons.find((reason) => isVerdictReason(reason) || reason.code === "version-too-old") ?? null
}

/** Tools first, then what its maker made last, then size: the catalogue stands in the order of its series. */
function ability(model: ModelChoice): number {
  const page: CatalogModel | null = catalogPage(model)
  const order = page === null ? 0 : CATALOG.indexOf(page)
  const official = page?.kind === "official" ? 1 : 0
  return (
    (model.toolCallParser === null ? 0 : 1e6) +
    official * 1e5 +
    order * 100 +
    (page?.totalParametersBillions ?? 0)
  )
}
