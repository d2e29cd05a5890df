import type { GlimmerClient } from "#common/contract/index"
import { SETUP_STEP_IDS, type SetupView, type StepProgress, type StepState } from "#common/domain/setup"
import type { CommandContext } from "./command"
import { bytesText, secondsText } from "./formats"

/** Shows a setup until it rests: a line for each finished step, and the running one in place. */
export async function showSetup(context: CommandContext, client: GlimmerClient): Promise<SetupView> {
  const { terminal, words, signal } = context
  const told = new Set<string>()
  let last: SetupView | null = null
  for await (const { state } of await client.setup.watch({}, { signal })) {
    last = state
    for (const rejected of state.snapshot.rejected) {
      once(told, `rejected ${rejected.version}`, () =>
        terminal.note(`vLLM ${rejected.version}: ${words.problem(rejected.problem)}`),
      )
    }
    for (const step of state.snapshot.steps) {
      if (step.state === "done") {
        once(told, `${state.snapshot.rejected.length} ${step.id}`, () => terminal.note(doneLine(step, words)))
      } else if (step.state === "running") {
        terminal.progress(
          `${percent(state.overall)}  ${words.step(step.id)}  ${progressText(step.progress, words)}`,
        )
      }
    }
    if (!["running", "stopping"].includes(state.snapshot.phase)) break
  }
  signal.throwIfAborted()
  if (last === null) throw new Error("the setup said nothing")
  return last
}

function once(told: Set<string>, key: string, tell: () => void): void {
  if (told.has(key)) return
  told.add(key)
  tell()
}

function doneLine(step: StepState, words: CommandContext["words"]): string {
  const took = (step.endedAtMs ?? 0) - (step.startedAtMs ?? 0)
  const number = SETUP_STEP_IDS.indexOf(step.id) + 1
  return `${number}/${SETUP_STEP_IDS.length}  ${words.step(step.id)}  ${(took / 1000).toFixed(1)} s  ${factsText(step)}`
}

/** What people ask about afterwards, in the tools' own terms. */
function factsText(step: StepState): string {
  const facts = step.facts ?? {}
  switch (step.id) {
    case "tools":
      return `uv ${facts["uvVersion"]}, Python ${facts["pythonVersion"]}`
    case "lock": {
      const missing = facts["missingPackage"]
      const why = missing === null ? facts["passedOverWhy"] : `${missing}${facts["missingWanted"] ?? ""}`
      const passed = facts["passedOver"] === null ? "" : ` (${facts["passedOver"]}: ${why})`
      return `vLLM ${facts["version"]}${passed}, ${facts["files"]} files, ${bytesText(Number(facts["knownBytes"]))}`
    }
    case "download":
      return `${bytesText(Number(facts["fetchedBytes"]))} of ${bytesText(Number(facts["totalBytes"]))}`
    case "verify":
      return `vllm ${facts["vllm"]}, torch ${facts["torch"]}`
    case "selftest":
      return `${facts["toolCall"]} → ${facts["answer"]}`
    default:
      return ""
  }
}

function progressText(progress: StepProgress | null, words: CommandContext["words"]): string {
  if (progress === null) return ""
  const { done, total, unit, rate, remainingSeconds } = progress
  const amount = unit === "bytes" && total !== null ? `${bytesText(done)} / ${bytesText(total)}` : ""
  const speed = unit === "bytes" && rate !== null ? `${bytesText(rate)}/s` : ""
  const left = remainingSeconds === null ? "" : `${words.say("left")} ${secondsText(remainingSeconds[1])}`
  return [amount, speed, left].filter((part) => part !== "").join("  ")
}

function percent(overall: number): string {
  return `${String(Math.floor(overall * 100)).padStart(3)} %`
}
