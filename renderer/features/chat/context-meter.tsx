import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useFormat } from "../../i18n/use-format"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Hint } from "../../ui/hint"
import { MeterBar } from "../../ui/meter-bar"

/** Fuller than this is worth a colour: the beginning will soon be forgotten. */
const NEARLY_FULL = 0.85

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
  const words = t("head.context", { used: format.number(used), all: format.number(all) })
  const fill = used / all > NEARLY_FULL ? "bg-caution" : "bg-muted"
  return (
    <Hint text={words} side="bottom">
      <div className="tabular flex items-center gap-2 px-1 text-12">
        <MeterBar label={words} total={all} parts={[{ amount: used, fill }]} className="h-1.5 w-12" />
        <span aria-hidden className="hidden min-[1000px]:inline">
          {t("head.contextShort", { used: format.tokens(used), all: format.tokens(all) })}
        </span>
      </div>
    </Hint>
  )
}

/** Tokens of the conversation as the last answer counted them; null before there is one. */
export function usedTokens(messages: readonly Message[]): number | null {
  const last = messages.findLast((message) => message.figures?.promptTokens != null)
  if (last?.figures?.promptTokens == null) return null
  return last.figures.promptTokens + (last.figures.answerTokens ?? 0)
}
