import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand } from "../command"
import { defineCommand } from "../define"
import { choiceOption } from "../values"

interface DemoOptions {
  readonly target?: "cuda" | "cpu"
  readonly vllm?: string
  readonly keep?: boolean
  readonly json?: boolean
}

/** `glimmer demo`: the whole path once, unattended. */
export function demoCommand(program: Command, words: CliWords): void {
  const { options } = words.help
  defineCommand(program, words, "demo", "demo")
    .addOption(choiceOption(words, "--target <kernels>", options.target, ["cuda", "cpu"]))
    .option("--vllm <version>", options.vllm)
    .option("--keep", options.keep)
    .option("--json", options.json)
    .action(async (chosen: DemoOptions) => {
      await runCommand(words, { json: chosen.json, stopEngine: !chosen.keep }, async (context) => {
        const { walkWholePath } = await import("../whole-path")
        const { client, session, terminal } = context
        const walk = await walkWholePath(context, chosen)
        // Its own home ends with the command, and with it the engine; one that runs is told.
        if (!chosen.keep && session.owner !== null && walk.started) await client.engine.stop()
        if (chosen.json) terminal.result(JSON.stringify(walk.summary, null, 2))
        else terminal.note(words.say("took", { tookMs: walk.summary.seconds * 1000 }))
        if (walk.problem !== null && !chosen.json) terminal.note(await words.problem(walk.problem))
        return walk.summary.ok ? EXIT.done : EXIT.failed
      })
    })
}
