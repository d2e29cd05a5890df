import { styleText } from "node:util"
import { cutTo } from "./text-width"

/** Where a command writes: results to stdout, everything said to people to stderr. */
export interface Terminal {
  /** A result, for a pipe or a person. */
  result(text: string): void
  /** A line for people. */
  note(text: string): void
  /** Replaces the line shown last, on a terminal; on a pipe it is left out. */
  progress(text: string): void
  /** Text without a line's end, for answers as they are written. */
  write(text: string): void
  /** Text in grey, where notes are shown in colours. */
  faint(text: string): string
  /** Somebody is there to answer. */
  readonly interactive: boolean
}

/** This process's own terminal. `onClosed` is called when nobody takes the results any more, as after `| head`. */
export function processTerminal(onClosed: () => void): Terminal {
  let shown = false
  let closed = false
  const clear = () => {
    if (shown) process.stderr.write("\r\u001B[2K")
    shown = false
  }
  const toOutput = (text: string) => {
    clear()
    if (!closed) process.stdout.write(text)
  }
  process.stdout.on("error", () => {
    closed = true
    onClosed()
  })
  // Nobody is left to tell.
  process.stderr.on("error", () => undefined)
  return {
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    result: (text) => toOutput(`${text}\n`),
    note(text) {
      clear()
      process.stderr.write(`${text}\n`)
    },
    progress(text) {
      if (!process.stderr.isTTY || process.env["TERM"] === "dumb") return
      clear()
      process.stderr.write(cutTo(text, Math.max(20, process.stderr.columns - 1)))
      shown = true
    },
    write: toOutput,
    faint: (text) => styleText("dim", text, { stream: process.stderr }),
  }
}
