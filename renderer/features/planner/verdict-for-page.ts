import { CATALOG } from "#common/data/catalog/index"
import { targetFor } from "#common/domain/hardware"
import type { ModelChoice } from "#common/domain/model"
import { catalogPage } from "../../state/catalog-page"
import type { Verdict } from "../../ui/verdict"
import { type PageCase, planForPage, presetWishes } from "./plan-for-page"

/** Less context than this is worth saying beside the verdict. */
const GOOD_CONTEXT = 32_768

/** The verdict for a model: what its page would show if nothing were touched. */
export function verdictForPage(subject: PageCase): Verdict {
  const { model, report } = subject
  if (model.kind === "selftest") return { kind: "trial" }
  if (targetFor(report) === "cpu") return { kind: "needs-gpu" }
  const wishes = presetWishes(subject, "balanced")
  const plan = planForPage(subject, wishes)
  if (plan.fits === null) return { kind: "unknown" }
  if (plan.fits) {
    const contextTokens = plan.maxModelLen ?? wishes.contextTokens ?? 0
    const chats = Math.floor(plan.cache?.maxConcurrency.likely ?? 0)
    const wanted = Math.min(GOOD_CONTEXT, plan.shape?.maxPosition ?? GOOD_CONTEXT)
    const kind = plan.tight ? "tight" : contextTokens < wanted ? "less-context" : "runs-well"
    return { kind, contextTokens, chats }
  }
  const missing = Math.max(0, ...plan.gpus.map((gpu) => -gpu.budgetBytes.likely))
  return { kind: "too-large", missingBytes: missing > 0 ? missing : null }
}

/**
 * The one to begin with: among those that run well the one already on this disk, else the most able; the tiny model
 * where none does. Null for an empty list.
 */
export function recommendedModel(
  models: readonly ModelChoice[],
  verdictOf: (model: ModelChoice) => Verdict,
): ModelChoice | null {
  const real = models.filter((model) => model.kind !== "selftest")
  const well = real.filter((model) => verdictOf(model).kind === "runs-well")
  const able = well.length > 0 ? well : real.filter((model) => verdictOf(model).kind === "less-context")
  const best = able.toSorted(
    (one, other) => Number(other.path !== null) - Number(one.path !== null) || ability(other) - ability(one),
  )[0]
  return best ?? models.find((model) => model.kind === "selftest") ?? null
}

/** Tools first, then what its maker made last, then size: the catalogue stands in the order of its series. */
function ability(model: ModelChoice): number {
  const page = catalogPage(model)
  const order = page === null ? 0 : CATALOG.indexOf(page)
  const official = page?.kind === "official" ? 1 : 0
  return (
    (model.toolCallParser === null ? 0 : 1e6) +
    official * 1e5 +
    order * 100 +
    (page?.totalParametersBillions ?? 0)
  )
}
