import Check from "lucide-react/icons/check"
import { type ReactNode, useEffect, useRef } from "react"
import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import type { SetupView } from "#common/domain/setup"
import { asLanguage } from "../../i18n/language"
import { useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { classes } from "../../ui/classes"
import { KEYBOARD_SCROLL } from "../../ui/keyboard-scroll"
import { LanguageChoice } from "../../ui/language-choice"
import { Mark } from "../../ui/mark"
import { GUIDE_STEPS, type GuideStep, isDone, isReachable } from "./steps"

export interface GuideFrameProps {
  readonly step: GuideStep
  readonly journey: Journey
  readonly setup: SetupView | null
  readonly onStep: (step: GuideStep) => void
  /** Leads out of the guide once there is somewhere else to be. */
  readonly onLeave: (() => void) | null
  readonly footer: ReactNode
  readonly children: ReactNode
}

/** The whole window: steps on the left, one decision on the right, what leads on below it. */
export function GuideFrame({ step, journey, setup, onStep, onLeave, footer, children }: GuideFrameProps) {
  const { t, i18n } = useTranslation("setup")
  const { client } = useGlimmer()
  return (
    <div className="flex min-h-0 flex-1 flex-col min-[860px]:flex-row">
      <aside className="flex shrink-0 items-center gap-4 border-line bg-sunken px-5 py-3 max-[859px]:border-b min-[860px]:w-60 min-[860px]:flex-col min-[860px]:items-stretch min-[860px]:border-r min-[860px]:py-6">
        <div className="flex items-center gap-2.5 px-2">
          <Mark className="size-7 shrink-0" />
          <span className="text-16 font-semibold">Glimmer</span>
        </div>
        <p className="text-13 text-muted min-[860px]:hidden">
          {t("steps.progress", { step: GUIDE_STEPS.indexOf(step) + 1, all: GUIDE_STEPS.length })}
          {" · "}
          {t(`steps.${step}`)}
        </p>
        <nav aria-label={t("steps.label")} className="mt-4 hidden min-[860px]:block">
          <ol className="flex flex-col gap-0.5">
            {GUIDE_STEPS.map((one) => (
              <li key={one}>
                <StepLink
                  name={t(`steps.${one}`)}
                  number={GUIDE_STEPS.indexOf(one) + 1}
                  here={one === step}
                  done={isDone(one, journey, setup)}
                  doneWord={t("steps.done")}
                  reachable={isReachable(one, journey, setup)}
                  onClick={() => onStep(one)}
                />
              </li>
            ))}
          </ol>
        </nav>
        <div className="ml-auto flex flex-col items-start gap-3 min-[860px]:mt-auto min-[860px]:ml-0">
          {onLeave !== null && (
            <Button size="small" variant="quiet" onClick={onLeave}>
              {t("steps.leave")}
            </Button>
          )}
          <LanguageChoice
            value={asLanguage(i18n.language)}
            onChange={(language) => void client.settings.update({ language })}
          />
        </div>
      </aside>
      <main className="flex min-h-0 min-w-0 flex-1 flex-col">
        <StepContent key={step}>{children}</StepContent>
        <footer className="border-t border-line bg-surface">
          <div className="mx-auto flex w-full max-w-[54rem] flex-wrap items-center gap-3 px-6 py-3.5 min-[860px]:px-12">
            {footer}
          </div>
        </footer>
      </main>
    </div>
  )
}

/** A new step begins at its top, also for those who listen. */
function StepContent({ children }: { readonly children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => content.current?.focus({ preventScroll: true }), [])
  return (
    <div ref={content} {...KEYBOARD_SCROLL} className="min-h-0 flex-1 overflow-y-auto outline-none">
      <div className="mx-auto w-full max-w-[54rem] px-6 pt-7 pb-10 min-[860px]:px-12 min-[860px]:pt-10">
        {children}
      </div>
    </div>
  )
}

interface StepLinkProps {
  readonly name: string
  readonly number: number
  readonly here: boolean
  readonly done: boolean
  readonly doneWord: string
  readonly reachable: boolean
  readonly onClick: () => void
}

function StepLink({ name, number, here, done, doneWord, reachable, onClick }: StepLinkProps) {
  return (
    <button
      type="button"
      disabled={!reachable}
      aria-current={here ? "step" : undefined}
      onClick={onClick}
      className={classes(
        "flex h-10 w-full items-center gap-3 rounded-control px-2 text-left text-14 text-muted transition-colors duration-[120ms] enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-60",
        here && "bg-raised font-medium text-ink shadow-[0_0_0_1px_var(--border)]",
      )}
    >
      <span
        aria-hidden
        className={classes(
          "tabular flex size-6 shrink-0 items-center justify-center rounded-full border border-control/50 text-12",
          here && "border-accent bg-accent text-on-accent",
          !here && done && "border-transparent bg-positive-soft text-positive",
        )}
      >
        {done && !here ? <Check className="size-3.5" /> : number}
      </span>
      <span className="min-w-0 truncate">{name}</span>
      {done && <span className="sr-only">({doneWord})</span>}
    </button>
  )
}
