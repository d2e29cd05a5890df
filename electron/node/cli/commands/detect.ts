import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { EXIT, runAlone } from "../command"
import { defineCommand } from "../define"

/** `glimmer detect`: what this machine is. */
export function detectCommand(program: Command, words: CliWords): void {
  defineCommand(program, words, "detect", "detect")
    .option("--json", words.help.options.json)
    .action(async (options: { json?: boolean }) => {
      await runAlone(words, options, async ({ terminal }) => {
        const { takeReport } = await import("../machine-here")
        const report = await takeReport()
        if (options.json) {
          terminal.result(JSON.stringify(report, null, 2))
          return EXIT.done
        }
        const { reportLines } = await import("../machine-page")
        for (const line of await reportLines(report, words)) terminal.result(line)
        return EXIT.done
      })
    })
}
