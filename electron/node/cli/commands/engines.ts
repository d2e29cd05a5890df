import type { Command } from "commander"
import { isAlive } from "#common/domain/engine-machine"
import type { EngineInstall, SetupView } from "#common/domain/setup"
import { homeOf } from "../../home"
import type { CliWords } from "../cli-words"
import { EXIT, runAlone, runCommand, type SessionContext } from "../command"
import { defineCommand } from "../define"
import { stateNow } from "../follow"
import { lookingPorts } from "../looking"
import { alignTable } from "../rows"
import { UsageError } from "../usage"

type EnginesOptions = { readonly json?: boolean }

/** `glimmer engines`: those on disk; which one is used; remove one. */
export function enginesCommand(program: Command, words: CliWords): void {
  const { options, arguments: named } = words.help
  const group = defineCommand(program, words, "engines", "engines")
    .option("--json", options.json)
    .action((chosen: EnginesOptions) => listEngines(words, chosen))
  // The group's own --json, too, wherever it stands.
  defineCommand(group, words, "engines-list", "list")
    .option("--json", options.json)
    .action((_chosen: EnginesOptions, command: Command) => listEngines(words, command.optsWithGlobals()))
  defineCommand(group, words, "engines-use", "use")
    .argument("<engine>", named.engine)
    .option("--json", options.json)
    .action(async (typed: string, _chosen: EnginesOptions, command: Command) => {
      const chosen = command.optsWithGlobals<EnginesOptions>()
      await runCommand(words, { ...chosen, repeatable: true }, async (context) => {
        const { client, terminal } = context
        const { id } = chooseEngine(await stateNow(await client.setup.watch({})), typed, words)
        await client.setup.use({ engineId: id })
        if (chosen.json) return printEngines(context)
        const running = isAlive(await stateNow(await client.engine.watch({})))
        terminal.result(words.say(running ? "switched-running" : "switched", { id }))
        return EXIT.done
      })
    })
  defineCommand(group, words, "engines-remove", "remove")
    .argument("<engine>", named.engine)
    .option("--json", options.json)
    .action(async (typed: string, _chosen: EnginesOptions, command: Command) => {
      const chosen = command.optsWithGlobals<EnginesOptions>()
      await runCommand(words, chosen, async (context) => {
        const { client, terminal } = context
        const { id, bytes } = chooseEngine(await stateNow(await client.setup.watch({})), typed, words)
        await client.setup.remove({ engineId: id })
        if (chosen.json) return printEngines(context)
        terminal.result(words.say("removed", { id, bytes }))
        return EXIT.done
      })
    })
}

async function listEngines(words: CliWords, { json }: EnginesOptions): Promise<void> {
  await runAlone(words, { json }, async ({ terminal }) => {
    const { setupAtRest } = await import("../home-at-rest")
    const { current, engines } = await setupAtRest(lookingPorts(process.env), homeOf(process.env))
    if (json) terminal.result(JSON.stringify(listOf(engines, current), null, 2))
    else if (engines.length === 0) terminal.result(words.say("no-engine"))
    else for (const line of engineLines(engines, current, words)) terminal.result(line)
    return EXIT.done
  })
}

async function printEngines({ client, terminal }: SessionContext): Promise<number> {
  const { engines, current } = await stateNow(await client.setup.watch({}))
  terminal.result(JSON.stringify(listOf(engines, current), null, 2))
  return EXIT.done
}

function listOf(engines: readonly EngineInstall[], current: EngineInstall | null) {
  return { current: current?.id ?? null, engines }
}

function engineLines(
  engines: readonly EngineInstall[],
  current: EngineInstall | null,
  words: CliWords,
): readonly string[] {
  const day = new Intl.DateTimeFormat(words.language, { dateStyle: "medium" })
  return alignTable(
    engines.map(({ id, version, target, bytes, builtAtMs }) => [
      `${id === current?.id ? "*" : " "} ${id}`,
      `vLLM ${version}`,
      words.list.targets[target],
      words.formats.bytes(bytes),
      day.format(builtAtMs),
      id === current?.id ? words.say("in-use") : "",
    ]),
  )
}

/** An engine by its id, or by as much of it as only one has. */
function chooseEngine({ engines }: SetupView, typed: string, words: CliWords): EngineInstall {
  const exact = engines.find(({ id }) => id === typed)
  const meant = exact === undefined ? engines.filter(({ id }) => id.startsWith(typed)) : [exact]
  const [first, second] = meant
  if (first !== undefined && second === undefined) return first
  if (engines.length === 0) throw new UsageError(words.say("no-engine"), "glimmer engines")
  const ids = (second === undefined ? engines : meant).map(({ id }) => id).join(", ")
  throw new UsageError(
    words.say(second === undefined ? "unknown-engine" : "several-engines", { typed, ids }),
    "glimmer engines",
  )
}
