import ArrowDown from "lucide-react/icons/arrow-down"
import { type UIEvent, useLayoutEffect, useMemo, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { Button } from "./button"
import { classes } from "./classes"
import { CopyButton } from "./copy-button"
import { TextInput } from "./field"
import { KEYBOARD_SCROLL } from "./keyboard-scroll"

export interface LogViewLine {
  readonly number: number
  readonly text: string
}

export interface LogViewProps {
  readonly lines: readonly LogViewLine[]
  /** Lines that were no longer held when this page came to them. */
  readonly dropped: number
  readonly label: string
  readonly className?: string
}

const ROW_PX = 20
const OVERSCAN_ROWS = 12

/**
 * The raw log: any number of lines, drawn only where they are in sight. It follows the end while the reader is there
 * and stays put while they read further up.
 */
export function LogView({ lines, dropped, label, className }: LogViewProps) {
  const { t } = useTranslation("ui")
  const [filter, setFilter] = useState("")
  const [view, setView] = useState({ top: 0, height: 320 })
  const [following, setFollowing] = useState(true)
  const box = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => matching(lines, filter), [lines, filter])

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    if (following) element.scrollTop = shown.length * ROW_PX
    setView((former) =>
      former.top === element.scrollTop && former.height === element.clientHeight
        ? former
        : { top: element.scrollTop, height: element.clientHeight },
    )
  }, [shown, following])

  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget
    setView({ top: scrollTop, height: clientHeight })
    setFollowing(scrollTop + clientHeight >= scrollHeight - ROW_PX)
  }

  const first = Math.max(0, Math.floor(view.top / ROW_PX) - OVERSCAN_ROWS)
  const end = Math.ceil((view.top + view.height) / ROW_PX) + OVERSCAN_ROWS
  return (
    <div className={classes("flex min-h-0 flex-col rounded-card border border-line bg-sunken", className)}>
      <div className="flex items-center gap-2 border-b border-line p-2">
        <TextInput
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={t("logFilter")}
          aria-label={t("logFilter")}
          className="h-8 min-w-0 flex-1 text-13"
        />
        <output className="tabular hidden text-12 text-muted sm:inline">
          {filter === ""
            ? t("logLines", { count: lines.length })
            : t("logMatches", { count: shown.length, all: lines.length })}
        </output>
        <CopyButton text={() => shown.map((line) => line.text).join("\n")} label={t("logCopy")} />
      </div>
      <div className="relative min-h-0 flex-1">
        <div
          ref={box}
          role="log"
          {...KEYBOARD_SCROLL}
          aria-live="off"
          aria-label={label}
          onScroll={onScroll}
          className="thin-scroll h-full overflow-auto py-2 font-mono text-12 outline-offset-[-2px]"
        >
          <div className="relative min-w-max" style={{ height: shown.length * ROW_PX }}>
            {shown.slice(first, end).map((line, index) => (
              <div
                key={line.number}
                className={classes("absolute px-3 whitespace-pre", toneOf(line.text))}
                style={{ top: (first + index) * ROW_PX, height: ROW_PX, lineHeight: `${ROW_PX}px` }}
              >
                {line.text}
              </div>
            ))}
          </div>
          {shown.length === 0 && (
            <p className="px-3 font-sans text-13 text-muted">
              {filter === "" ? t("logEmpty") : t("logNoMatch")}
            </p>
          )}
        </div>
        {!following && (
          <Button
            size="small"
            className="appears absolute right-3 bottom-3 shadow-float"
            icon={<ArrowDown aria-hidden />}
            onClick={() => setFollowing(true)}
          >
            {t("logToEnd")}
          </Button>
        )}
      </div>
      {dropped > 0 && (
        <p className="border-t border-line px-3 py-1.5 text-12 text-muted">
          {t("logDropped", { count: dropped })}
        </p>
      )}
    </div>
  )
}

function matching(lines: readonly LogViewLine[], filter: string): readonly LogViewLine[] {
  const wanted = filter.trim().toLowerCase()
  return wanted === "" ? lines : lines.filter((line) => line.text.toLowerCase().includes(wanted))
}

function toneOf(text: string): string {
  if (/\b(?:ERROR|CRITICAL|FATAL|Traceback|[A-Z]\w*Error:)/.test(text)) return "text-danger"
  if (/\bWARN(?:ING)?\b/.test(text)) return "text-caution"
  return "text-ink"
}
