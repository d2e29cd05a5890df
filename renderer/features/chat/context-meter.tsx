import { useTranslation } from "react-i18next"
import type { ContextUse, Message } from "#common/domain/chat"
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
  const use = useLivePart(glimmer.chat(threadId), (messages) => contextUse(messages ?? []))
  const allowed = useLivePart(
    glimmer.engine,
    (engine) => engine?.measurements.maxModelLen ?? engine?.request?.settings.maxModelLen ?? null,
  )
  // What runs now counts; what ran then where nothing does.
  const all = allowed ?? use?.limitTokens ?? null
  if (use === null || all === null) return null
  const used = use.usedTokens
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

/** How much the last answer that was counted took up; null before there is one. */
export function contextUse(messages: readonly Message[]): ContextUse | null {
  return messages.findLast((message) => message.context !== null)?.context ?? null
}
