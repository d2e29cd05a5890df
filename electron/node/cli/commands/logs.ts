import type { Command } from "commander"
import { EXIT, runCommand } from "../command"

/** `glimmer logs`: the raw output of engine or setup. */
export function logsCommand(program: Command): void {
  program
    .command("logs")
    .description("print the raw log of the engine, or of the last setup")
    .option("--setup", "the log of the setup")
    .option("-f, --follow", "go on with what comes")
    .option("--json", "one JSON object a line: number, atMs, text")
    .action(async (options: { setup?: boolean; follow?: boolean; json?: boolean }) => {
      await runCommand(options, async ({ client, terminal, signal }) => {
        const area = options.setup ? client.setup : client.engine
        for await (const frame of await area.watchLog({}, { signal })) {
          for (const line of frame.lines) terminal.result(options.json ? JSON.stringify(line) : line.text)
          if (!options.follow) break
        }
        return EXIT.done
      })
    })
}
