import Calculator from "lucide-react/icons/calculator"
import Clock from "lucide-react/icons/clock"
import MessageSquare from "lucide-react/icons/message-square"
import PenLine from "lucide-react/icons/pen-line"
import Table from "lucide-react/icons/table"
import { useTranslation } from "react-i18next"
import { useAsked, useGlimmer, useLive } from "../../state/use-glimmer"
import { Mark } from "../../ui/mark"

export interface EmptyThreadProps {
  readonly onChoose: (text: string) => void
}

/** A new conversation: three useful things to try, one of them with a tool. */
export function EmptyThread({ onChoose }: EmptyThreadProps) {
  const { t } = useTranslation("chat")
  const isSelftest = useIsSelftest()
  const suggestions = isSelftest
    ? ([
        { id: "selftestHello", icon: MessageSquare, tool: false },
        { id: "selftestTime", icon: Clock, tool: true },
        { id: "selftestCalculate", icon: Calculator, tool: true },
      ] as const)
    : ([
        { id: "explain", icon: Table, tool: false },
        { id: "rewrite", icon: PenLine, tool: false },
        { id: "calculate", icon: Calculator, tool: true },
      ] as const)
  return (
    <div className="m-auto flex w-full max-w-[640px] flex-col items-center gap-6 px-6 py-8">
      <div className="text-center">
        <Mark className="mx-auto mb-4 size-10" />
        <h2 className="text-20">{isSelftest ? t("empty.selftestTitle") : t("empty.title")}</h2>
        <p className="mt-1 max-w-[52ch] text-muted">
          {isSelftest ? t("empty.selftestLead") : t("empty.lead")}
        </p>
      </div>
      <ul className="flex w-full flex-col gap-2">
        {suggestions.map(({ id, icon: Icon, tool }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onChoose(t(`empty.${id}`))}
              className="flex w-full items-center gap-3 rounded-card border border-line bg-raised px-4 py-3 text-left transition-colors duration-[120ms] hover:bg-hover"
            >
              <Icon aria-hidden className="size-4 shrink-0 text-muted" />
              <span className="min-w-0 flex-1">{t(`empty.${id}`)}</span>
              {tool && <span className="shrink-0 text-12 text-muted">{t("empty.tool")}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Does the tiny model run, or is it the one that would? */
function useIsSelftest(): boolean {
  const glimmer = useGlimmer()
  const engine = useLive(glimmer.engine).value
  const journey = useLive(glimmer.journey).value
  const models = useAsked(glimmer.models).value ?? []
  const running = engine?.request?.modelPath
  if (running != null) return models.some((model) => model.kind === "selftest" && model.path === running)
  return journey?.modelId === "selftest"
}
