import type { Command } from "commander"
import { homeOf } from "../../home"
import type { CliWords } from "../cli-words"
import { type CommandContext, EXIT, runAlone } from "../command"
import { defineCommand } from "../define"
import { lookingPorts } from "../looking"
import { UsageError } from "../usage"
import { countValue, shareValue, tokensValue } from "../values"

interface PlanOptions {
  readonly gpus?: string
  readonly context?: number
  readonly utilization?: number
  readonly tensorParallel?: number
  readonly eager?: boolean
  readonly vllm?: string
  readonly json?: boolean
}

/** `glimmer plan`: what a model needs on these cards, before anything is fetched. */
export function planCommand(program: Command, words: CliWords): void {
  const { options, arguments: named } = words.help
  defineCommand(program, words, "plan", "plan")
    .argument("[model]", named["plan-model"])
    .option("--gpus <cards>", options.gpus)
    .option("--context <tokens>", options["plan-context"], tokensValue(words))
    .option("--utilization <share>", options["plan-utilization"], shareValue(words))
    .option("--tensor-parallel <gpus>", options["plan-tensor-parallel"], countValue(words))
    .option("--eager", options.eager)
    .option("--vllm <version>", options["plan-vllm"])
    .option("--json", options["plan-json"])
    .action(async (model: string | undefined, chosen: PlanOptions) => {
      await runAlone(words, chosen, async (context) => {
        if (model !== undefined) return planOne(context, model, chosen)
        if (!chosen.json || process.stdin.isTTY) throw new UsageError(words.say("no-rows"), "glimmer plan")
        const { answerRows } = await import("../plan-rows")
        await answerRows(process.stdin, context)
        return EXIT.done
      })
    })
}

async function planOne(context: CommandContext, typed: string, chosen: PlanOptions): Promise<number> {
  const { terminal, words } = context
  const { findModelToPlan, similarModels } = await import("../model-to-plan")
  const { cardsNamed, cardsOf } = await import("../cards-to-plan")
  const { planModel } = await import("../plan-model")
  const ports = lookingPorts(process.env)
  const model = (await findModelToPlan(ports.files, typed)) ?? (await fromHub(typed, context.signal))
  if (model === null) {
    const similar = similarModels(typed)
    const hint = similar.length === 0 ? [] : [words.say("plan-similar", { names: similar.join(", ") })]
    const unknown = words.say("plan-unknown-model", { model: typed })
    throw new UsageError(words.together(unknown, ...hint), "glimmer plan")
  }
  const cards =
    chosen.gpus === undefined
      ? cardsOf(await (await import("../machine-here")).takeReport())
      : cardsNamed(chosen.gpus, words)
  const { Calibrations } = await import("../../services/doctor/calibrations")
  const measured = (await Calibrations.open(ports.files, homeOf(process.env))).all
  const version = chosen.vllm ?? (await installedVersion(ports))
  const { plan, wishes } = planModel(model, cards, chosen, version, measured)
  if (chosen.json) {
    const { answerOf } = await import("#common/domain/plan/row")
    terminal.result(JSON.stringify(answerOf(model.place, plan, wishes, plan.reasons, false), null, 2))
    return EXIT.done
  }
  const { planLines } = await import("../plan-page")
  for (const line of await planLines(model, cards, plan, words)) terminal.result(line)
  return EXIT.done
}

/** Nobody here knows it: its configuration is read where it is published. */
async function fromHub(typed: string, signal: AbortSignal) {
  if (!typed.includes("/")) return null
  const { findOnHub } = await import("../hub-model-to-plan")
  return findOnHub(typed, signal)
}

/** The engine in use is what a model would be started with. */
async function installedVersion(ports: ReturnType<typeof lookingPorts>): Promise<string | null> {
  const { EngineStore } = await import("../../services/setup/engine-store")
  const current = await new EngineStore(ports.files, homeOf(process.env)).current()
  return current?.version ?? null
}
