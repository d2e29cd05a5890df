import type { LogFrame, LogLine } from "#common/domain/watch"
import { followed, type Live } from "./live"
import { problemFrom } from "./problem-from"
import type { OpenStream, Wire } from "../rpc/wire"

/** A log as this page holds it. */
export interface HeardLog {
  readonly lines: readonly LogLine[]
  /** Lines that were gone before this page came to them, or that it let go itself. */
  readonly dropped: number
}

/** Lines a page holds; older ones leave, as they do on the other side. */
const MOST_LINES = 20_000

/** A live log. Following it anew begins anew: a log is looked at, not kept. */
export function liveLog(wire: Wire, open: OpenStream<LogFrame>): Live<HeardLog> {
  return followed<HeardLog>((store) => {
    store.setState({ value: null, problem: null })
    return wire.watch(
      open,
      (frame) => store.setState(({ value }) => ({ value: withFrame(value, frame), problem: null })),
      (error) => store.setState({ problem: problemFrom(error) }),
    )
  })
}

/** The log after a frame. */
export function withFrame(log: HeardLog | null, frame: LogFrame): HeardLog {
  const held = log ?? { lines: [], dropped: 0 }
  if (frame.lines.length === 0 && frame.dropped === 0) return held
  const all = [...held.lines, ...frame.lines]
  const over = Math.max(0, all.length - MOST_LINES)
  return { lines: over === 0 ? all : all.slice(over), dropped: held.dropped + frame.dropped + over }
}
