import type { Command } from "commander"
import { EXIT, runCommand } from "../command"
import { followUntil } from "../follow"

/** `glimmer stop`: ends the engine, also one whose Glimmer is gone. */
export function stopCommand(program: Command): void {
  program
    .command("stop")
    .description("end the engine and everything that belongs to it")
    .option("--json", "print the engine's state as JSON")
    .action(async (options: { json?: boolean }) => {
      await runCommand({ ...options, stopEngine: true }, async ({ client, terminal, words, signal }) => {
        await client.engine.stop()
        const engine = await followUntil(await client.engine.watch({}), () => true, signal)
        terminal.result(options.json ? JSON.stringify(engine) : words.state(engine.state))
        return EXIT.done
      })
    })
}
