import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { EXIT, runAlone } from "../command"
import { defineCommand } from "../define"

/** `glimmer status`: what is installed and what runs. */
export function statusCommand(program: Command, words: CliWords): void {
  defineCommand(program, words, "status", "status")
    .option("--json", words.help.options.json)
    .action(async (options: { json?: boolean }) => {
      await runAlone(words, options, async ({ terminal, signal }) => {
        const { statusNow } = await import("../status-now")
        const status = await statusNow(signal)
        if (options.json) {
          terminal.result(JSON.stringify(status, null, 2))
          return EXIT.done
        }
        const { statusLines } = await import("../status-page")
        for (const line of await statusLines(status, words)) terminal.result(line)
        return EXIT.done
      })
    })
}
