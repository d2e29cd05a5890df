import { type Command, Option } from "commander"
import { targetFor } from "#common/domain/hardware"
import { type CommandContext, EXIT, runCommand } from "../command"
import { converse } from "../conversation"
import { startAndShow } from "../engine-start"
import { followUntil } from "../follow"
import { selftestLaunch } from "../selftest-launch"
import { showSetup } from "../setup-progress"

/** Questions that the self-test model answers with a tool. */
const QUESTIONS = { en: "What is 12 * 7?", "zh-CN": "12 * 7等于多少？" } as const

/** `glimmer demo`: the whole path once, unattended. */
export function demoCommand(program: Command): void {
  program
    .command("demo")
    .description(
      "the whole path unattended: look, build, test, start, and one chat in which a tool is called",
    )
    .addOption(new Option("--target <kernels>", "which kernels to use").choices(["cuda", "cpu"]))
    .option("--vllm <version>", "insist on a version")
    .option("--keep", "leave the engine running at the end")
    .action(async (options: { target?: "cuda" | "cpu"; vllm?: string; keep?: boolean }) => {
      await runCommand({ stopEngine: !options.keep }, async (context) => {
        const { client, terminal, words, signal } = context
        const startedAtMs = Date.now()
        const report = await client.machine.report({ refresh: true })
        const target = options.target ?? targetFor(report)
        terminal.note(
          machineLine(
            context,
            report.gpus.map((gpu) => gpu.name),
            target,
          ),
        )
        // The trial's model is the self-test model: saying so first lets the tested server go on serving.
        await client.settings.updateJourney({ modelId: "selftest" })
        const before = await followUntil(await client.setup.watch({}), () => true, signal)
        const { phase } = before.snapshot
        if (phase === "paused" || phase === "failed") await client.setup.resume()
        else if (phase !== "running" && (before.current === null || options.vllm !== undefined)) {
          await client.setup.start({ target, version: options.vllm ?? null, rebuild: false })
        }
        const setup = await showSetup(context, client)
        if (setup.snapshot.problem !== null || setup.current === null) {
          if (setup.snapshot.problem !== null) terminal.note(words.problem(setup.snapshot.problem))
          return EXIT.failed
        }
        const settings = await selftestLaunch(client)
        const engine = await startAndShow(context, client, { modelId: "selftest", settings })
        if (engine.problem !== null) terminal.note(words.problem(engine.problem))
        if (engine.state !== "ready") return EXIT.failed
        const question = QUESTIONS[words.language]
        const thread = await client.chat.createThread()
        terminal.result(`> ${question}`)
        const answer = await converse(context, client, thread.id, question, { allowAll: true, allow: [] })
        const called = answer.parts.some((part) => part.type === "tool" && part.state === "done")
        terminal.note(`${words.say("took")} ${((Date.now() - startedAtMs) / 1000).toFixed(0)} s`)
        return answer.status === "complete" && called ? EXIT.done : EXIT.failed
      })
    })
}

function machineLine({ words }: CommandContext, gpus: readonly string[], target: string): string {
  return gpus.length === 0 || target === "cpu" ? words.say("no-gpu") : gpus.join(", ")
}
