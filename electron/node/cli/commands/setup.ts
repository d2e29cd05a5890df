import type { Command } from "commander"
import { targetFor } from "#common/domain/hardware"
import type { SetupView } from "#common/domain/setup"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand, type SessionContext } from "../command"
import { defineCommand } from "../define"
import { followUntil, stateNow } from "../follow"
import { showSetup } from "../setup-progress"
import { choiceOption } from "../values"

interface SetupOptions {
  readonly target?: "cuda" | "cpu"
  readonly vllm?: string
  readonly again?: boolean
  readonly json?: boolean
  readonly progress?: boolean
}

/** `glimmer setup`: builds an engine, or goes on with one that was interrupted. */
export function setupCommand(program: Command, words: CliWords): void {
  const { options } = words.help
  defineCommand(program, words, "setup", "setup")
    .addOption(choiceOption(words, "--target <kernels>", options.target, ["cuda", "cpu"]))
    .option("--vllm <version>", options.vllm)
    .option("--again", options.again)
    .option("--json", options.json)
    .option("--progress", options.progress)
    .action(async (chosen: SetupOptions) => {
      await runCommand(words, { json: chosen.json, repeatable: true }, async (context) => {
        const { client, terminal } = context
        const before = await stateNow(await client.setup.watch({}))
        const ours = await beginSetup(context, before, chosen)
        const onState = chosen.progress ? (view: SetupView) => terminal.result(progressLine(view)) : undefined
        const after = await setupToItsEnd(context, ours, onState)
        if (chosen.json) terminal.result(JSON.stringify(after, null, 2))
        else await tellEnd(context, after)
        // An engine of another version is a way out, not what was asked for.
        const asWished = chosen.vllm === undefined || after.current?.version === chosen.vllm
        return after.snapshot.problem === null && isComplete(after) && asWished ? EXIT.done : EXIT.failed
      })
    })
}

/** What a setup is asked for; absent is left to Glimmer. */
export type SetupWish = Pick<SetupOptions, "target" | "vllm" | "again">

/** Begins or resumes what is wished for, if anything is to be done. True when the work under way is this command's. */
export async function beginSetup(
  { client, terminal, words }: SessionContext,
  before: SetupView,
  wish: SetupWish,
): Promise<boolean> {
  const { phase, request } = before.snapshot
  if (phase === "running" || phase === "stopping") {
    terminal.note(words.say("joined-setup"))
    return false
  }
  const interrupted = phase === "paused" || phase === "failed"
  const otherTarget = wish.target !== undefined && wish.target !== (request ?? before.current)?.target
  const otherVersion = wish.vllm !== undefined && wish.vllm !== (request ?? before.current)?.version
  const other = otherTarget || otherVersion || wish.again === true
  if (interrupted && !other) {
    await client.setup.resume()
    return true
  }
  if (before.current !== null && !other) {
    terminal.note(words.say("nothing-to-set-up"))
    return false
  }
  const target = wish.target ?? targetFor(await client.machine.report({ refresh: false }))
  await client.setup.start({ target, version: wish.vllm ?? null, rebuild: wish.again ?? false })
  return true
}

/** Shows it until it rests. Interrupted, it is paused where it is, if it was this command's. */
export async function setupToItsEnd(
  context: SessionContext,
  ours: boolean,
  onState?: (view: SetupView) => void,
): Promise<SetupView> {
  const { client, interruption, signal, terminal, words } = context
  try {
    return await showSetup(context, onState)
  } catch (error) {
    if (!signal.aborted || !ours) throw error
    await client.setup.pause()
    const rests = new AbortController()
    const view = await followUntil(
      await client.setup.watch({}, { signal: rests.signal }),
      ({ snapshot }) => snapshot.phase !== "running" && snapshot.phase !== "stopping",
      rests.signal,
    )
    if (interruption.signal.aborted) terminal.note(words.say("interrupted-setup"))
    return view
  }
}

function isComplete({ snapshot, current }: SetupView): boolean {
  return current !== null && (snapshot.phase === "done" || snapshot.phase === "idle")
}

async function tellEnd({ terminal, words }: SessionContext, after: SetupView): Promise<void> {
  const { snapshot, current } = after
  if (snapshot.problem !== null) terminal.note(await words.problem(snapshot.problem))
  else if (!isComplete(after)) terminal.note(`${words.say("setup")}: ${words.list.phases[snapshot.phase]}`)
  else if (current !== null) {
    const { version, target, id } = current
    terminal.result(words.say("engine-row", { version, target: words.list.targets[target], id }))
  }
}

function progressLine({ overall, snapshot }: SetupView): string {
  const running = snapshot.steps.find(({ state }) => state === "running")
  const { id: step = null, progress = null } = running ?? {}
  return JSON.stringify({ overall, phase: snapshot.phase, step, progress })
}
