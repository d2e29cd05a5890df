import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand } from "../command"
import { defineCommand } from "../define"
import { countValue, shareValue, tokensValue } from "../values"

interface StartOptions {
  readonly utilization?: number
  readonly context?: number
  readonly tensorParallel?: number
  readonly parser?: string
  readonly eager?: boolean
  readonly json?: boolean
}

/** `glimmer start [model]`: serves a model; the engine stays when the command ends. */
export function startCommand(program: Command, words: CliWords): void {
  const { options, arguments: named } = words.help
  defineCommand(program, words, "start", "start")
    .argument("[model]", named["start-model"], "selftest")
    .option("--utilization <share>", options.utilization, shareValue(words))
    .option("--context <tokens>", options.context, tokensValue(words))
    .option("--tensor-parallel <gpus>", options["tensor-parallel"], countValue(words))
    .option("--parser <name>", options.parser)
    .option("--eager", options.eager)
    .option("--json", options.json)
    .action(async (model: string, chosen: StartOptions) => {
      await runCommand(words, { json: chosen.json, repeatable: true }, async (context) => {
        const { client, terminal } = context
        const { findModelToStart, settingsFor } = await import("../model-to-start")
        const { startAndShow } = await import("../engine-start")
        const choice = await findModelToStart(client, model)
        const settings = await settingsFor(client, choice, chosen)
        const view = await startAndShow(context, {
          modelId: choice.id,
          settings: { ...settings, toolCallParser: chosen.parser ?? settings.toolCallParser },
        })
        const { state, port, problem } = view
        if (chosen.json) terminal.result(JSON.stringify(view, null, 2))
        else if (state === "ready" && port !== null) {
          terminal.result(
            words.say("ready-at", { model: choice.name, address: `http://127.0.0.1:${port}/v1` }),
          )
        } else {
          terminal.note(problem === null ? words.list.states[state] : await words.problem(problem))
          terminal.note(words.say("log-hint"))
        }
        return state === "ready" ? EXIT.done : EXIT.failed
      })
    })
}
