import { type Command, Option } from "commander"
import { targetFor } from "#common/domain/hardware"
import { EXIT, runCommand } from "../command"
import { followUntil } from "../follow"
import { showSetup } from "../setup-progress"

/** `glimmer setup`: builds an engine, or goes on with one that was interrupted. */
export function setupCommand(program: Command): void {
  program
    .command("setup")
    .description("build vLLM from its source, test it, and put it in use; goes on where it was interrupted")
    .addOption(new Option("--target <kernels>", "which kernels to use").choices(["cuda", "cpu"]))
    .option("--vllm <version>", "insist on a version")
    .option("--again", "build again even when there is an engine")
    .option("--json", "print the outcome as JSON")
    .action(async (options: { target?: "cuda" | "cpu"; vllm?: string; again?: boolean; json?: boolean }) => {
      await runCommand(options, async (context) => {
        const { client, terminal, words, signal } = context
        const before = await followUntil(await client.setup.watch({}), () => true, signal)
        const { phase } = before.snapshot
        const interrupted = phase === "paused" || phase === "failed"
        if (interrupted && options.vllm === undefined && !options.again) await client.setup.resume()
        else if (
          phase !== "running" &&
          (before.current === null || options.again || options.vllm !== undefined)
        ) {
          const target = options.target ?? targetFor(await client.machine.report({ refresh: false }))
          await client.setup.start({ target, version: options.vllm ?? null, rebuild: options.again ?? false })
        }
        const after = await showSetup(context, client)
        if (options.json) terminal.result(JSON.stringify(after, null, 2))
        const { problem } = after.snapshot
        if (problem !== null) {
          if (!options.json) terminal.note(words.problem(problem))
          return EXIT.failed
        }
        if (!options.json && after.current !== null)
          terminal.result(`vLLM ${after.current.version}  ${after.current.id}`)
        return after.current === null ? EXIT.failed : EXIT.done
      })
    })
}
