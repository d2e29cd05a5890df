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
  readonly interactive: boolean
}

/** This process's own terminal. */
export function processTerminal(): Terminal {
  let shown = false
  const clear = () => {
    if (shown) process.stderr.write("\r\u001B[2K")
    shown = false
  }
  return {
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    result(text) {
      clear()
      process.stdout.write(`${text}\n`)
    },
    note(text) {
      clear()
      process.stderr.write(`${text}\n`)
    },
    progress(text) {
      if (!process.stderr.isTTY) return
      clear()
      process.stderr.write(text.slice(0, Math.max(20, process.stderr.columns - 1)))
      shown = true
    },
    write(text) {
      clear()
      process.stdout.write(text)
    },
  }
}
