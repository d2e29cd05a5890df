import Calculator from "lucide-react/icons/calculator"
import Clock from "lucide-react/icons/clock"
import FileText from "lucide-react/icons/file-text"
import Wrench from "lucide-react/icons/wrench"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { ToolPart } from "#common/domain/chat"
import { useFormat } from "../../../i18n/use-format"
import { useAsked, useGlimmer } from "../../../state/use-glimmer"
import { Card } from "../../../ui/card"
import { classes } from "../../../ui/classes"
import { Disclosure } from "../../../ui/disclosure"
import { ProblemNotice } from "../../../ui/problem-notice"
import { useNow } from "../../../ui/use-now"
import { useToolWords } from "../../../i18n/tool-words"
import { ArgumentTable } from "./argument-table"
import { ToolDecisionBar } from "./tool-decision"

const ICONS = { clock: Clock, nothing: Calculator, files: FileText } as const

export interface ToolCardProps {
  readonly part: ToolPart
  readonly threadId: string
}

/** A tool call: what is to be done with what, in plain words; what became of it. */
export function ToolCard({ part, threadId }: ToolCardProps) {
  const { t } = useTranslation("chat")
  const words = useToolWords()
  const info = useAsked(useGlimmer().tools).value?.find((tool) => tool.name === part.toolName)
  const [edited, setEdited] = useState<string | null>(null)
  const Icon = info === undefined ? Wrench : ICONS[info.touches]
  const waiting = part.state === "waiting"
  const about = words.about(part.toolName)
  return (
    <section aria-label={words.name(part.toolName)}>
      <Card className={classes("max-w-[36rem] overflow-hidden", waiting && "border-caution/50")}>
        <div className="flex items-center gap-2.5 px-4 py-2.5">
          <Icon aria-hidden className="size-4 shrink-0 text-muted" />
          <p className="min-w-0 flex-1 truncate text-13">
            <span className="font-medium">{words.name(part.toolName)}</span>
            {about !== null && <span className="text-muted"> · {about}</span>}
          </p>
          <StateWords part={part} />
        </div>
        {part.state !== "writing" && (
          <div className="border-t border-line px-4 py-2.5">
            <ArgumentTable
              argumentsText={edited ?? part.argumentsText}
              onChange={waiting ? setEdited : null}
            />
          </div>
        )}
        {waiting && (
          <ToolDecisionBar
            threadId={threadId}
            callId={part.callId}
            argumentsText={edited}
            question={info?.touches === "files" ? t("tool.askFiles") : t("tool.ask")}
          />
        )}
        {part.state === "failed" && part.problem !== null && (
          <ProblemNotice problem={part.problem} className="rounded-none border-0 border-t" />
        )}
        {part.state === "done" && part.result !== null && <Result text={part.result} />}
        {part.state === "refused" && (
          <p className="border-t border-line px-4 py-2 text-13 text-muted">{t("tool.nothingDone")}</p>
        )}
      </Card>
    </section>
  )
}

const STATE_TONES = {
  writing: "text-muted",
  waiting: "text-caution font-medium",
  allowed: "text-muted",
  running: "text-muted",
  done: "text-muted",
  failed: "text-caution",
  refused: "text-muted",
} as const satisfies Record<ToolPart["state"], string>

function StateWords({ part }: { readonly part: ToolPart }) {
  const { t } = useTranslation("chat")
  const format = useFormat()
  const now = useNow(part.state === "running" ? "second" : "never")
  const endMs = part.endedAtMs ?? now
  const time = part.startedAtMs === null ? "" : format.duration(Math.max(0, endMs - part.startedAtMs))
  return (
    <span className={classes("tabular shrink-0 text-12", STATE_TONES[part.state])}>
      {t(`tool.state.${part.state}`, { time })}
    </span>
  )
}

/** The result folded to its first line. */
function Result({ text }: { readonly text: string }) {
  const { t } = useTranslation("chat")
  const [first = "", ...rest] = text.split("\n")
  const short = rest.length === 0 && first.length <= 80
  const words = <span className="text-12 text-muted">{t("tool.result")}</span>
  if (short) {
    return (
      <p className="flex items-baseline gap-3 border-t border-line px-4 py-2 text-13">
        {words}
        <code className="min-w-0 [overflow-wrap:anywhere]">{text}</code>
      </p>
    )
  }
  return (
    <Disclosure
      className="border-t border-line px-4 py-1.5"
      label={
        <span className="flex items-baseline gap-3">
          {words}
          <code className="truncate">{first.slice(0, 120)}</code>
        </span>
      }
    >
      <pre className="thin-scroll mb-2 max-h-72 overflow-auto rounded-control bg-sunken p-3 text-12 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </Disclosure>
  )
}
