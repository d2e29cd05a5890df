import { join } from "node:path"
import pino from "pino"
import type { Logger } from "../ports"
import { redacted, redactedText } from "./logger-redaction"
import { RotatedFile } from "./logger-rotated-file"

/** A file of the log; with those that follow it, at most four times this. */
const FILE_BYTES = 5 * 1024 * 1024
const FORMER_FILES = 3

export interface LoggerOptions {
  /** Where `glimmer.log` lies. */
  readonly folder: string
  readonly level?: "debug" | "info" | "warn" | "error"
}

/**
 * The program's own log: one JSON object a line, nothing on the screen. Keys and tokens are taken out before a
 * line is made. A log that cannot be written never stops the program.
 */
export function createLogger(options: LoggerOptions): Logger {
  const file = new RotatedFile(join(options.folder, "glimmer.log"), FILE_BYTES, FORMER_FILES)
  // pino's core alone: its transports are worker threads, which do not survive bundling.
  const log = pino(
    {
      level: options.level ?? "info",
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    file,
  )
  const line =
    (level: "debug" | "info" | "warn" | "error"): Logger["info"] =>
    (message, values = {}) => {
      if (log.isLevelEnabled(level)) log[level](redacted(values), redactedText(message))
    }
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") }
}
