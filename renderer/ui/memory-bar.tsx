import { type KeyboardEvent, useRef, useState } from "react"
import { classes } from "./classes"

/** What a part of a GPU's memory is for, in the order in which the bar shows them. */
export type MemoryTone = "others" | "weights" | "working" | "graphs" | "chats" | "free"

export interface MemorySegment {
  readonly tone: MemoryTone
  readonly label: string
  readonly bytes: number
  /** The bytes as people read them. */
  readonly value: string
  /** One sentence about what this is. */
  readonly meaning: string
}

export interface MemoryBarProps {
  /** Names the bar: the card it stands for. */
  readonly label: string
  readonly totalBytes: number
  readonly segments: readonly MemorySegment[]
  /** How far the engine may fill the card; drawn as a line. */
  readonly limit?: { readonly bytes: number; readonly label: string }
  /** The end of the card, said when the parts need more than it has. */
  readonly endLabel: string
  readonly active: MemoryTone | null
  readonly onActive: (tone: MemoryTone | null) => void
}

const FILL: Readonly<Record<MemoryTone, string>> = {
  others: "bg-chart-1 hatched",
  weights: "bg-chart-2",
  working: "bg-chart-3",
  graphs: "bg-chart-4",
  chats: "bg-chart-5",
  free: "bg-chart-6",
}

/**
 * One GPU's memory as one line. Widths follow the numbers without any transition, so that the bar moves in the same
 * frame as the slider under the finger. One tab stop; arrow keys go from part to part.
 */
export function MemoryBar({
  label,
  totalBytes,
  segments,
  limit,
  endLabel,
  active,
  onActive,
}: MemoryBarProps) {
  const bar = useRef<HTMLUListElement>(null)
  const [stop, setStop] = useState(0)
  const shown = segments.filter((segment) => segment.bytes > 0)
  const needed = shown.reduce((sum, segment) => sum + segment.bytes, 0)
  const scale = Math.max(totalBytes, needed)
  const percent = (bytes: number) => `${(bytes / scale) * 100}%`

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = Math.min(shown.length - 1, Math.max(0, stop + step))
    setStop(next)
    bar.current?.querySelectorAll("button")[next]?.focus()
  }

  return (
    <div className="relative pt-4">
      <ul ref={bar} aria-label={label} className="flex h-9 gap-0.5 overflow-hidden rounded-control">
        {shown.map((segment, index) => (
          <li key={segment.tone} className="h-full min-w-[3px]" style={{ width: percent(segment.bytes) }}>
            <button
              type="button"
              tabIndex={index === Math.min(stop, shown.length - 1) ? 0 : -1}
              aria-label={`${segment.label}: ${segment.value}`}
              onKeyDown={onKeyDown}
              onFocus={() => {
                setStop(index)
                onActive(segment.tone)
              }}
              onBlur={() => onActive(null)}
              onPointerEnter={() => onActive(segment.tone)}
              onPointerLeave={() => onActive(null)}
              className={classes(
                "block size-full outline-offset-[-3px] outline-surface",
                FILL[segment.tone],
                active !== null && active !== segment.tone && "opacity-45",
              )}
            />
          </li>
        ))}
      </ul>
      {limit !== undefined && limit.bytes < scale && (
        <Line at={percent(limit.bytes)} label={limit.label} tone="limit" />
      )}
      {needed > totalBytes && <Line at={percent(totalBytes)} label={endLabel} tone="end" />}
    </div>
  )
}

function Line({
  at,
  label,
  tone,
}: {
  readonly at: string
  readonly label: string
  readonly tone: "limit" | "end"
}) {
  const colour = tone === "limit" ? "text-ink" : "text-caution"
  return (
    <div
      aria-hidden
      className={classes("pointer-events-none absolute top-0 bottom-[-4px]", colour)}
      style={{ left: at }}
    >
      <div className="absolute top-0 bottom-0 w-0.5 -translate-x-1/2 bg-current shadow-[0_0_0_1px_var(--surface-raised)]" />
      <div
        className={classes(
          "absolute top-[-4px] text-12 font-medium whitespace-nowrap",
          // The limit lies left of the end: their words turn away from each other.
          tone === "limit" ? "right-1.5" : "left-1.5",
        )}
      >
        {label}
      </div>
    </div>
  )
}

export interface MemoryLegendProps {
  readonly segments: readonly MemorySegment[]
  readonly active: MemoryTone | null
  readonly onActive: (tone: MemoryTone | null) => void
}

/** The parts with their names and sizes; pointing at one shows it in the bar. */
export function MemoryLegend({ segments, active, onActive }: MemoryLegendProps) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-x-6 gap-y-1 text-13">
      {segments.map((segment) => (
        <li
          key={segment.tone}
          onPointerEnter={() => onActive(segment.tone)}
          onPointerLeave={() => onActive(null)}
          className={classes(
            "flex items-baseline gap-2",
            active !== null && active !== segment.tone && "opacity-60",
          )}
        >
          <span
            aria-hidden
            className={classes("size-2.5 shrink-0 self-center rounded-[3px]", FILL[segment.tone])}
          />
          <span className="min-w-0 flex-1 text-muted">{segment.label}</span>
          <span className="tabular font-medium">{segment.value}</span>
        </li>
      ))}
    </ul>
  )
}
