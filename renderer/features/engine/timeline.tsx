import Check from "lucide-react/icons/check"
import { useTranslation } from "react-i18next"
import {
  ENGINE_STAGE_IDS,
  type EngineStage,
  type EngineStageId,
  type EngineView,
} from "#common/domain/engine"
import { useEngineStageWords } from "../../i18n/step-words"
import { useFormat } from "../../i18n/use-format"
import { useSentences } from "../../i18n/use-sentences"
import { Card, Section } from "../../ui/card"
import { classes } from "../../ui/classes"
import { Disclosure } from "../../ui/disclosure"
import { Progress } from "../../ui/progress"
import { useNow } from "../../ui/use-now"

/** How the start goes, stage by stage, with what each usually takes; folded once it is over. */
export function Timeline({ engine }: { readonly engine: EngineView }) {
  const { t } = useTranslation("engine")
  const format = useFormat()
  const going = engine.state === "starting" || engine.state === "loading"
  const now = useNow(going ? "second" : "never")
  const [first] = engine.stages
  const last = engine.stages.at(-1)
  if (first === undefined || last === undefined) return null
  const elapsed = (going ? now : (last.endedAtMs ?? now)) - first.startedAtMs
  const time = format.duration(Math.max(0, elapsed))
  const ids = going ? ENGINE_STAGE_IDS : engine.stages.map((stage) => stage.id)
  const total = engine.state === "ready" ? t("timeline.totalDone", { time }) : t("timeline.total", { time })
  const stages = (
    <Card>
      <ol className="divide-y divide-line">
        {ids.map((id) => (
          <StageRow
            key={id}
            id={id}
            stage={engine.stages.find((stage) => stage.id === id) ?? null}
            now={now}
            longestMs={longestOf(engine.stages, now)}
          />
        ))}
      </ol>
    </Card>
  )
  if (!going) return <Disclosure label={`${t("timeline.title")} · ${total}`}>{stages}</Disclosure>
  return (
    <Section title={t("timeline.title")} action={<span className="tabular text-13 text-muted">{total}</span>}>
      {stages}
    </Section>
  )
}

interface StageRowProps {
  readonly id: EngineStageId
  readonly stage: EngineStage | null
  readonly now: number
  readonly longestMs: number
}

function StageRow({ id, stage, now, longestMs }: StageRowProps) {
  const { t } = useTranslation("engine")
  const format = useFormat()
  const words = useEngineStageWords()(id)
  const sentences = useSentences()
  const going = stage !== null && stage.endedAtMs === null
  const tookMs = stage === null ? 0 : Math.max(0, (stage.endedAtMs ?? now) - stage.startedAtMs)
  const usual = stage?.usualMs ?? null
  return (
    <li aria-current={going ? "step" : undefined} className={classes("px-4", going ? "py-3" : "py-2")}>
      <div className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-3 min-[720px]:grid-cols-[1.25rem_minmax(0,19rem)_minmax(0,1fr)_auto]">
        <StageSign state={stage === null ? "waiting" : going ? "running" : "done"} />
        <h3 className={classes("text-14", !going && "font-normal", stage === null && "text-muted")}>
          {words.name}
        </h3>
        <div aria-hidden className="hidden h-1 min-[720px]:block">
          {stage !== null && !going && (
            <div
              className="h-full min-w-0.5 rounded-full bg-control/60"
              style={{ width: `${(tookMs / longestMs) * 100}%` }}
            />
          )}
        </div>
        <span className="tabular text-12 text-muted">
          {/* The empty ring says it to those who see. */}
          {stage === null ? (
            <span className="sr-only">{t("timeline.waiting")}</span>
          ) : (
            format.duration(tookMs)
          )}
        </span>
      </div>
      {going && (
        <div className="mt-2 flex flex-col gap-2 pl-8">
          <Progress fraction={stage.fraction ?? timeFraction(tookMs, usual)} label={words.name} />
          <p className="tabular text-13 text-muted">
            {sentences(
              words.what,
              usual === null
                ? null
                : tookMs > usual * 1.5
                  ? t("timeline.longer")
                  : t("timeline.usual", { time: format.duration(usual) }),
            )}
          </p>
        </div>
      )}
    </li>
  )
}

/** Where the log tells nothing, time against the usual time: towards the end, never there before it is. */
function timeFraction(tookMs: number, usualMs: number | null): number | null {
  return usualMs === null || usualMs <= 0 ? null : 0.92 * (1 - Math.exp((-1.6 * tookMs) / usualMs))
}

function longestOf(stages: readonly EngineStage[], now: number): number {
  return Math.max(1, ...stages.map((stage) => (stage.endedAtMs ?? now) - stage.startedAtMs))
}

function StageSign({ state }: { readonly state: "waiting" | "running" | "done" }) {
  const frame = "flex size-4.5 items-center justify-center rounded-full"
  if (state === "waiting") return <span aria-hidden className={classes(frame, "border border-control/60")} />
  if (state === "running") {
    return (
      <span aria-hidden className={classes(frame, "border-2 border-accent")}>
        <span className="breathes size-1.5 rounded-full bg-accent" />
      </span>
    )
  }
  return (
    <span aria-hidden className={classes(frame, "bg-positive-soft text-positive")}>
      <Check strokeWidth={3} className="size-3" />
    </span>
  )
}
