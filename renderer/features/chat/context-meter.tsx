import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useFormat } from "../../i18n/use-format"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Hint } from "../../ui/hint"

/** How much of what the model can keep in mind this conversation takes up. */
export function ContextMeter({ threadId }: { readonly threadId: string }) {
  const { t } = useTranslation("chat")
  const format = useFormat()
  const glimmer = useGlimmer()
  const used = useLivePart(glimmer.chat(threadId), (messages) => usedTokens(messages ?? []))
  const all = useLivePart(
    glimmer.engine,
    (engine) => engine?.measurements.maxModelLen ?? engine?.request?.settings.maxModelLen ?? null,
  )
  if (used === null || all === null) return null
  const fraction = Math.min(1, used / all)
  const words = t("head.context", { used: format.number(used), all: format.number(all) })
  return (
    <Hint text={words} side="bottom">
      <span
        role="meter"
        tabIndex={0}
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={used}
        className="tabular flex items-center gap-2 rounded-control px-1 text-12"
      >
        <span aria-hidden className="h-1.5 w-12 overflow-hidden rounded-full bg-chart-6">
          <span
            className={fraction > 0.85 ? "block h-full bg-caution" : "block h-full bg-muted"}
            style={{ width: `${fraction * 100}%` }}
          />
        </span>
        <span aria-hidden className="hidden min-[1000px]:inline">
          {t("head.contextShort", { used: format.tokens(used), all: format.tokens(all) })}
        </span>
      </span>
    </Hint>
  )
}

/** Tokens of the conversation as the last answer counted them; null before there is one. */
export function usedTokens(messages: readonly Message[]): number | null {
  const last = messages.findLast((message) => message.figures?.promptTokens != null)
  if (last?.figures?.promptTokens == null) return null
  return last.figures.promptTokens + (last.figures.answerTokens ?? 0)
}
