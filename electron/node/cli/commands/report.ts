import { resolve } from "node:path"
import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand } from "../command"
import { defineCommand } from "../define"

/** `glimmer report`: one file that may be shown to strangers. */
export function reportCommand(program: Command, words: CliWords): void {
  defineCommand(program, words, "report", "report")
    .option("--to <file>", words.help.options["report-to"])
    .action(async ({ to }: { to?: string }) => {
      await runCommand(words, { repeatable: true }, async ({ client, terminal }) => {
        const { text, takenOut } = await client.doctor.reportPreview()
        const count = Object.values(takenOut).reduce((sum, one) => sum + one, 0)
        if (to === undefined) {
          terminal.result(text.trimEnd())
        } else {
          // The Glimmer that answers may stand in another folder.
          const { path } = await client.doctor.saveReport({ path: resolve(to) })
          terminal.result(words.say("report-saved", { path }))
        }
        terminal.note(words.say("report-taken-out", { count }))
        return EXIT.done
      })
    })
}
