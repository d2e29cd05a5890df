import CircleCheck from "lucide-react/icons/circle-check"
import CircleX from "lucide-react/icons/circle-x"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { useTranslation } from "react-i18next"
import type { MemoryPlan } from "#common/domain/plan/types"
import { useReasonWords } from "../../i18n/reason-words"
import { useFormat } from "../../i18n/use-format"
import { usePages } from "../../i18n/use-pages"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { Badge } from "../../ui/badge"
import { Button } from "../../ui/button"
import { classes } from "../../ui/classes"
import { isVerdictReason } from "./reason-groups"

const LOOKS = {
  fits: { icon: CircleCheck, tone: "text-positive" },
  tight: { icon: TriangleAlert, tone: "text-caution" },
  no: { icon: CircleX, tone: "text-caution" },
  unknown: { icon: TriangleAlert, tone: "text-caution" },
} as const

export interface VerdictLineProps {
  readonly plan: MemoryPlan
  readonly contextTokens: number
  readonly when: "now" | "later"
  readonly onModels: () => void
  readonly onChecks: () => void
}

/** Does it fit, in one line; and what that means for people: how long a text, how many at once. */
export function VerdictLine({ plan, contextTokens, when, onModels, onChecks }: VerdictLineProps) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const words = useReasonWords()
  const pages = usePages()
  const kind = plan.fits === null ? "unknown" : !plan.fits ? "no" : plan.tight ? "tight" : "fits"
  const { icon: Icon, tone } = LOOKS[kind]
  const chats = Math.floor(plan.cache?.maxConcurrency.likely ?? 0)
  const spare = Math.min(...plan.gpus.map((gpu) => spareBytes(gpu)))
  const reasons = plan.reasons.filter(isVerdictReason)
  return (
    <div className="flex gap-3">
      {/* Told when the verdict turns, not with every figure that moves. */}
      <output className="sr-only">{t(`spoken.${kind}`)}</output>
      <Icon aria-hidden className={classes("mt-0.5 size-5 shrink-0", tone)} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-16 font-medium">
          {kind === "fits" || kind === "tight"
            ? t(`verdict.${kind}`, { spare: format.gigabytes(Math.max(0, spare)) })
            : t(`verdict.${kind}`)}
          {plan.reasons.some(({ code }) => code === "measured-here") && (
            <Badge tone="positive">{t("measured")}</Badge>
          )}
        </p>
        {plan.fits === true && (
          <p className="text-13 text-muted">
            {t("meaning", { pages: pages(contextTokens), count: Math.max(1, chats) })}
          </p>
        )}
        {reasons.map((reason) => (
          <p key={reason.code} className="text-13 text-muted">
            {words(reason)}
          </p>
        ))}
        {plan.failStage === "memory_busy" && <Holders plan={plan} />}
        {kind === "no" && (
          <WaysOut
            busy={plan.failStage === "memory_busy"}
            when={when}
            onModels={onModels}
            onChecks={onChecks}
          />
        )}
      </div>
    </div>
  )
}

interface WaysOutProps extends Pick<VerdictLineProps, "when" | "onModels" | "onChecks"> {
  /** It would fit if others held less. */
  readonly busy: boolean
}

/** What can be done where it does not fit; the presets and sliders below are the other way. */
function WaysOut({ busy, when, onModels, onChecks }: WaysOutProps) {
  const { t } = useTranslation("planner")
  const { machine } = useGlimmer()
  const { busy: looking } = useAsked(machine)
  return (
    <>
      {busy && when === "later" && <p className="mt-1 text-13">{t("unfit.later")}</p>}
      <div className="mt-2.5 flex flex-wrap gap-2">
        {busy && (
          <Button size="small" onClick={onChecks}>
            {t("unfit.whatToDo")}
          </Button>
        )}
        <Button size="small" onClick={onModels}>
          {t("unfit.otherModel")}
        </Button>
        {busy && (
          <Button size="small" busy={looking} onClick={() => void machine.askAgain()}>
            {t("unfit.lookAgain")}
          </Button>
        )}
      </div>
    </>
  )
}

/** Whose programs hold the memory that is wanted, the largest first. */
function Holders({ plan }: { readonly plan: MemoryPlan }) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const holders = plan.gpus.flatMap((gpu) =>
    gpu.holders.map((holder) => ({ ...holder, gpu: gpu.index, bytes: holder.bytes ?? 0 })),
  )
  return holders
    .filter((holder) => holder.bytes > WORTH_A_WORD_BYTES)
    .toSorted((one, other) => other.bytes - one.bytes)
    .map((holder) => (
      <p key={`${holder.gpu}-${holder.pid}`} className="text-13 text-muted">
        {t(holder.name === null ? "holderHidden" : "holder", {
          name: holder.name ?? "",
          user: holder.user ?? "?",
          pid: holder.pid ?? "?",
          size: format.gigabytes(holder.bytes),
          gpu: holder.gpu,
        })}
      </p>
    ))
}

/** Less than this is the desktop. */
const WORTH_A_WORD_BYTES = 1024 ** 3

function spareBytes(gpu: MemoryPlan["gpus"][number]): number {
  return gpu.items.find((item) => item.kind === "free")?.bytes.likely ?? 0
}
