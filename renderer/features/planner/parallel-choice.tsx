import { useTranslation } from "react-i18next"
import type { MemoryPlan } from "#common/domain/plan/types"
import { useReasonWords } from "../../i18n/reason-words"
import { Card } from "../../ui/card"
import { Segmented } from "../../ui/segmented"
import type { PageWishes } from "./plan-for-page"
import { isParallelReason } from "./reason-groups"

export interface ParallelChoiceProps {
  readonly gpuCount: number
  readonly plan: MemoryPlan
  readonly wishes: PageWishes
  readonly onWish: (wishes: PageWishes) => void
}

/** Over how many cards the model is split, and why. */
export function ParallelChoice({ gpuCount, plan, wishes, onWish }: ParallelChoiceProps) {
  const { t } = useTranslation("planner")
  const words = useReasonWords()
  if (gpuCount < 2) return null
  const counts = Array.from({ length: gpuCount }, (_, at) => at + 1).filter((count) => isUseful(count, plan))
  const reasons = plan.reasons.filter(isParallelReason)
  return (
    <Card className="flex flex-col gap-3 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="text-14">
          {t("parallel.name")} <span className="text-12 font-normal text-muted">· tensor-parallel-size</span>
        </h3>
        <Segmented
          label={t("parallel.name")}
          value={wishes.tensorParallel === null ? "auto" : String(wishes.tensorParallel)}
          choices={[
            {
              value: "auto",
              label: t("parallel.auto", { count: plan.tensorParallel * plan.pipelineParallel }),
            },
            ...counts.map((count) => ({
              value: String(count),
              label: String(count),
              spoken: t("parallel.count", { count }),
            })),
          ]}
          onChange={(value) => onWish({ ...wishes, tensorParallel: value === "auto" ? null : Number(value) })}
        />
      </div>
      <ul className="flex max-w-[72ch] flex-col gap-0.5 text-13 text-muted">
        {reasons.map((reason) => (
          <li key={`${reason.code}${JSON.stringify(reason.values)}`}>{words(reason)}</li>
        ))}
      </ul>
    </Card>
  )
}

/** Counts that divide the model's heads; vLLM refuses the others. */
function isUseful(count: number, plan: MemoryPlan): boolean {
  return plan.shape === null || plan.shape.heads % count === 0
}
