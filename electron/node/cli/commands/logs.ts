import type { Command } from "commander"
import { homeOf } from "../../home"
import type { CliWords } from "../cli-words"
import { type CommandContext, EXIT, runAlone } from "../command"
import { defineCommand } from "../define"
import { LogReader, newestLog } from "../log-lines"
import { lookingPorts } from "../looking"
import { countValue } from "../values"

/** How often a log that is followed is looked at, ms. */
const LOOK_EVERY_MS = 200

interface LogsOptions {
  readonly setup?: boolean
  readonly follow?: boolean
  readonly lines?: number
  readonly json?: boolean
}

/** `glimmer logs`: the raw output of engine or setup, from the file it is written to. */
export function logsCommand(program: Command, words: CliWords): void {
  const { options } = words.help
  defineCommand(program, words, "logs", "logs")
    .option("--setup", options["logs-setup"])
    .option("-f, --follow", options.follow)
    .option("-n, --lines <count>", options.lines, countValue(words))
    .option("--json", options["json-lines"])
    .action(async (chosen: LogsOptions) => {
      await runAlone(words, chosen, async (context) => {
        const { files, clock } = lookingPorts(process.env)
        const home = homeOf(process.env)
        const newest = () => newestLog(files, home, chosen.setup ? "setup" : "engine")
        if ((await newest()) === null) context.terminal.note(words.say("no-log"))
        const reader = new LogReader(files, newest)
        const show = lineWriter(context, chosen)
        await showWritten(reader, chosen.lines ?? Infinity, show, context.signal)
        while (chosen.follow && !context.signal.aborted) {
          await clock.sleep(LOOK_EVERY_MS, context.signal).catch(() => undefined)
          for await (const lines of reader.catchUp()) show(lines)
        }
        if (!chosen.follow) show(reader.rest())
        return context.interruption.exitCode ?? EXIT.done
      })
    })
}

type ShowLines = (lines: readonly string[], skipped?: number) => void

/** What has been written until now, or the last lines of it. */
async function showWritten(
  reader: LogReader,
  wanted: number,
  show: ShowLines,
  signal: AbortSignal,
): Promise<void> {
  if (wanted === Infinity) {
    for await (const lines of reader.catchUp()) {
      show(lines)
      if (signal.aborted) return
    }
    return
  }
  const last: string[] = []
  let skipped = 0
  for await (const lines of reader.catchUp()) {
    last.push(...lines)
    skipped += last.splice(0, Math.max(0, last.length - wanted)).length
  }
  show(last, skipped)
}

function lineWriter({ terminal }: CommandContext, { json }: LogsOptions): ShowLines {
  let number = 0
  return (lines, skipped = 0) => {
    number += skipped
    for (const text of lines) terminal.result(json ? JSON.stringify({ number: number++, text }) : text)
  }
}
