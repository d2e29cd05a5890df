import type { Command } from "commander"
import { EXIT, runCommand } from "../command"
import { followUntil } from "../follow"

/** `glimmer status`: what is installed and what runs. */
export function statusCommand(program: Command): void {
  program
    .command("status")
    .description("say which engine is installed, whether it runs, and with which model")
    .option("--json", "print setup and engine as JSON")
    .action(async (options: { json?: boolean }) => {
      await runCommand(options, async ({ client, session, terminal, words, signal }) => {
        const setup = await followUntil(await client.setup.watch({}), () => true, signal)
        const engine = await followUntil(await client.engine.watch({}), () => true, signal)
        if (options.json) {
          terminal.result(JSON.stringify({ glimmerRunning: session.remote, setup, engine }, null, 2))
          return EXIT.done
        }
        const { current, snapshot } = setup
        terminal.result(
          current === null
            ? words.say("no-engine")
            : `vLLM ${current.version} (${current.target}) ${current.id}`,
        )
        if (snapshot.phase !== "done" && snapshot.phase !== "idle") {
          terminal.result(`${words.say("setup")}: ${words.phase(snapshot.phase)}`)
        }
        const model = engine.request === null ? "" : `  ${engine.request.modelName}`
        terminal.result(`${words.say("engine")}: ${words.state(engine.state)}${model}`)
        if (engine.problem !== null) terminal.result(words.problem(engine.problem))
        return EXIT.done
      })
    })
}
