import { useTranslation } from "react-i18next"
import type { GpuPlan, MemoryPlan, PlanItemKind } from "#common/domain/plan/types"
import { useReasonWords } from "../../i18n/reason-words"
import { useFormat } from "../../i18n/use-format"
import { Disclosure } from "../../ui/disclosure"
import { isAccuracyReason } from "./reason-groups"

/** Why it comes out so: every term of the card with the least room, and how sure it is. */
export function Arithmetic({ plan }: { readonly plan: MemoryPlan }) {
  const { t } = useTranslation("planner")
  const words = useReasonWords()
  const tightest = plan.gpus.reduce<GpuPlan | null>(
    (least, gpu) => (least === null || gpu.budgetBytes.likely < least.budgetBytes.likely ? gpu : least),
    null,
  )
  const reasons = plan.reasons.filter(isAccuracyReason)
  return (
    <Disclosure label={t("why.label")}>
      <div className="flex flex-col gap-4">
        {tightest !== null && <Terms plan={plan} gpu={tightest} />}
        {reasons.length > 0 && (
          <div>
            <h3 className="mb-1 text-13">{t("why.accuracy")}</h3>
            <ul className="flex max-w-[72ch] list-disc flex-col gap-0.5 pl-5 text-13 text-muted">
              {reasons.map((reason) => (
                <li key={`${reason.code}${JSON.stringify(reason.values)}`}>{words(reason)}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Disclosure>
  )
}

function Terms({ plan, gpu }: { readonly plan: MemoryPlan; readonly gpu: GpuPlan }) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const of = (kind: PlanItemKind) => gpu.items.find((item) => item.kind === kind)?.bytes
  const gib = (bytes: number) => format.number(bytes / 1024 ** 3, 2)
  const range = (kind: PlanItemKind) => {
    const bytes = of(kind)
    if (bytes === undefined) return ""
    const wide = bytes.high - bytes.low > 0.05 * 1024 ** 3
    return wide ? t("why.range", { low: gib(bytes.low), high: gib(bytes.high) }) : ""
  }
  const { cache } = plan
  const rows: readonly (readonly [string, string, string])[] = [
    [t("why.total", { index: gpu.index }), gib(gpu.totalBytes), ""],
    [t("why.limit", { percent: format.percent(plan.utilization) }), gib(gpu.limitBytes), ""],
    [t("why.weights"), `− ${gib(of("weights")?.likely ?? 0)}`, range("weights")],
    [t("why.working"), `− ${gib(of("working")?.likely ?? 0)}`, range("working")],
    [t("why.rest"), `− ${gib(restOf(gpu))}`, ""],
    [t("why.cache"), `= ${gib(gpu.budgetBytes.likely)}`, range("conversations")],
  ]
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="tabular text-13">
        <caption className="mb-1 text-left text-12 text-muted">{t("why.unit")}</caption>
        <tbody>
          {rows.map(([name, value, spread]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1 pr-8 text-left font-normal text-muted">
                {name}
              </th>
              <td className="py-1 pr-6 text-right">{value}</td>
              <td className="py-1 text-12 text-muted">{spread}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cache !== null && (
        <p className="tabular mt-2 max-w-[72ch] text-13 text-muted">
          {t("why.tokens", {
            perToken: format.number(cache.bytesPerToken),
            tokens: format.number(cache.tokens.likely),
            perChat: format.number(plan.maxModelLen ?? 0),
            chats: format.number(cache.maxConcurrency.likely, 1),
          })}
        </p>
      )}
    </div>
  )
}

/** What is taken off beside weights and working memory: libraries, and graphs where this release counts them. */
function restOf(gpu: GpuPlan): number {
  const likely = (kind: PlanItemKind) => gpu.items.find((item) => item.kind === kind)?.bytes.likely ?? 0
  return gpu.limitBytes - likely("weights") - likely("working") - gpu.budgetBytes.likely
}
