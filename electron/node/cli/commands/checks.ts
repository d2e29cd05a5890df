import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand } from "../command"
import { defineCommand } from "../define"

/** `glimmer checks`: what stands in the way, before it does. */
export function checksCommand(program: Command, words: CliWords): void {
  defineCommand(program, words, "checks", "checks")
    .option("--json", words.help.options.json)
    .action(async (options: { json?: boolean }) => {
      await runCommand(words, { ...options, repeatable: true }, async ({ client, terminal }) => {
        const view = await client.doctor.runChecks()
        if (options.json) {
          terminal.result(JSON.stringify(view, null, 2))
          return EXIT.done
        }
        const { checkLines } = await import("../checks-page")
        for (const line of await checkLines(view, words)) terminal.result(line)
        return EXIT.done
      })
    })
}
