import RefreshCw from "lucide-react/icons/refresh-cw"
import { useTranslation } from "react-i18next"
import type { AnswerFigures, Message } from "#common/domain/chat"
import { useFormat } from "../../../i18n/use-format"
import { CopyButton } from "../../../ui/copy-button"
import { IconButton } from "../../../ui/icon-button"
import { textOf } from "./text-of"
import { VersionSwitch } from "./version-switch"

export interface TurnFootProps {
  readonly message: Message
  readonly last: boolean
  readonly onAgain: () => void
}

/** Below an answer, on hover and focus: what can be done with it and how fast it came. */
export function TurnFoot({ message, last, onAgain }: TurnFootProps) {
  const { t } = useTranslation("chat")
  const figures = useFigures(message.figures)
  return (
    <div className="-mt-1 -ml-1.5 flex h-7 items-center gap-1 opacity-0 transition-opacity duration-[120ms] group-hover:opacity-100 focus-within:opacity-100">
      <CopyButton text={() => textOf(message)} label={t("turn.copy")} />
      {last && (
        <IconButton size="small" label={t("turn.again")} icon={<RefreshCw aria-hidden />} onClick={onAgain} />
      )}
      <VersionSwitch message={message} />
      <p className="tabular ml-1 flex flex-wrap gap-x-3 text-12 text-muted">
        {figures.map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
      </p>
    </div>
  )
}

function useFigures(figures: AnswerFigures | null): readonly string[] {
  const { t } = useTranslation("chat")
  const format = useFormat()
  if (figures === null) return []
  const { answerTokens, writingMs, timeToFirstTokenMs } = figures
  return [
    answerTokens === null || writingMs === null || writingMs <= 0
      ? null
      : t("turn.speed", { speed: format.number(answerTokens / (writingMs / 1000), 0) }),
    timeToFirstTokenMs === null ? null : t("turn.first", { time: format.duration(timeToFirstTokenMs) }),
    answerTokens === null ? null : t("turn.tokens", { count: answerTokens }),
  ].filter((figure) => figure !== null)
}
