import { useTranslation } from "react-i18next"
import type { ReasoningPart } from "#common/domain/chat"
import { useFormat } from "../../../i18n/use-format"
import { Disclosure } from "../../../ui/disclosure"
import { classes } from "../../../ui/classes"

/** The model's thoughts, folded to one line with how long they took. */
export function Reasoning({ part }: { readonly part: ReasoningPart }) {
  const { t } = useTranslation("chat")
  const format = useFormat()
  const thinking = part.endedAtMs === null
  const label =
    part.endedAtMs === null
      ? t("reasoning.now")
      : t("reasoning.done", { time: format.duration(part.endedAtMs - part.startedAtMs) })
  return (
    <Disclosure label={<span className={classes(thinking && "breathes")}>{label}</span>}>
      <div
        dir="auto"
        className="border-l-2 border-line pl-4 text-13 whitespace-pre-wrap text-muted [overflow-wrap:anywhere]"
      >
        {part.text}
      </div>
    </Disclosure>
  )
}
