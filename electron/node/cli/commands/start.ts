import { type Command, InvalidArgumentError } from "commander"
import { defaultLaunchSettings, type LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { EXIT, runCommand } from "../command"
import { startAndShow } from "../engine-start"
import { selftestLaunch } from "../selftest-launch"

interface StartOptions {
  readonly utilization?: number
  readonly context?: number
  readonly tensorParallel?: number
  readonly parser?: string
  readonly eager?: boolean
  readonly json?: boolean
}

/** `glimmer start [model]`: serves a model; the engine stays when the command ends. */
export function startCommand(program: Command): void {
  program
    .command("start")
    .argument("[model]", "a model's folder, or `selftest`", "selftest")
    .description("start the engine with a model and wait until it has answered; it serves on afterwards")
    .option("--utilization <share>", "share of GPU memory vLLM may fill, for example 0.6", share)
    .option("--context <tokens>", "context length (max-model-len)", count)
    .option("--tensor-parallel <gpus>", "GPUs to split the model over (tensor-parallel-size)", count)
    .option("--parser <name>", "tool-call parser, for example hermes")
    .option("--eager", "no compilation and no CUDA graphs")
    .option("--json", "print the engine's state as JSON")
    .action(async (model: string, options: StartOptions) => {
      await runCommand(options, async (context) => {
        const { client, terminal, words } = context
        const choice =
          model === "selftest" ? await selftest(client) : await client.models.addFolder({ path: model })
        const base = model === "selftest" ? await selftestLaunch(client) : settingsFor(choice)
        const view = await startAndShow(context, client, {
          modelId: choice.id,
          settings: adjusted(base, options),
        })
        if (options.json) terminal.result(JSON.stringify(view, null, 2))
        else if (view.problem === null) terminal.result(`${words.state(view.state)}  127.0.0.1:${view.port}`)
        else terminal.note(words.problem(view.problem))
        return view.state === "ready" ? EXIT.done : EXIT.failed
      })
    })
}

async function selftest(client: Parameters<typeof selftestLaunch>[0]): Promise<ModelChoice> {
  const choice = (await client.models.list()).find((candidate) => candidate.kind === "selftest")
  if (choice === undefined) throw new Error("the self-test model is missing")
  return choice
}

function settingsFor(choice: ModelChoice): LaunchSettings {
  const { toolCallParser, reasoningParser } = choice
  return { ...defaultLaunchSettings(), toolCallParser, reasoningParser }
}

function adjusted(base: LaunchSettings, options: StartOptions): LaunchSettings {
  return {
    ...base,
    gpuMemoryUtilization: options.utilization ?? base.gpuMemoryUtilization,
    maxModelLen: options.context ?? base.maxModelLen,
    tensorParallelSize: options.tensorParallel ?? base.tensorParallelSize,
    toolCallParser: options.parser ?? base.toolCallParser,
    enforceEager: options.eager ?? base.enforceEager,
  }
}

function share(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 1) return value
  throw new InvalidArgumentError("a number over 0 and up to 1")
}

function count(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError("a whole number over 0")
}
