import type { Command } from "commander"
import { isAlive } from "#common/domain/engine-machine"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand } from "../command"
import { defineCommand } from "../define"
import { stateNow } from "../follow"

/** `glimmer stop`: ends the engine, also one whose Glimmer is gone. */
export function stopCommand(program: Command, words: CliWords): void {
  defineCommand(program, words, "stop", "stop")
    .option("--json", words.help.options.json)
    .action(async (options: { json?: boolean }) => {
      const manners = { ...options, stopEngine: true, repeatable: true }
      await runCommand(words, manners, async ({ client, terminal }) => {
        const before = await stateNow(await client.engine.watch({}))
        if (isAlive(before)) terminal.progress(words.list.states.stopping)
        await client.engine.stop()
        const engine = await stateNow(await client.engine.watch({}))
        if (options.json) terminal.result(JSON.stringify(engine, null, 2))
        else terminal.result(words.say(isAlive(before) ? "engine-stopped" : "engine-was-idle"))
        return EXIT.done
      })
    })
}
