import { SETUP_STEP_IDS, type SetupView, type StepProgress, type StepState } from "#common/domain/setup"
import type { CliWords } from "./cli-words"
import type { SessionContext } from "./command"
import type { SharedWords } from "./shared-words"

/** Shows a setup until it rests: a line for each finished step, and the running one in place. */
export async function showSetup(
  context: SessionContext,
  onState?: (view: SetupView) => void,
): Promise<SetupView> {
  const { client, terminal, words, signal } = context
  const shared = await words.shared()
  const told = new Set<string>()
  let last: SetupView | null = null
  for await (const { state } of await client.setup.watch({}, { signal })) {
    const first = last === null
    last = state
    onState?.(state)
    const { snapshot } = state
    const rests = snapshot.phase !== "running" && snapshot.phase !== "stopping"
    // What was over before this command came is not told as if it had just happened.
    if (first && rests) break
    for (const { version, problem } of snapshot.rejected) {
      if (isNew(told, `rejected ${version}`)) {
        terminal.note(words.say("rejected", { version, why: shared.sentences(problem).what }))
      }
    }
    for (const step of snapshot.steps) {
      if (step.state === "done" && isNew(told, `${snapshot.rejected.length} ${step.id}`)) {
        terminal.note(doneLine(step, words, shared))
      }
      if (step.state === "running") terminal.progress(runningLine(state.overall, step, words, shared))
    }
    if (rests) break
  }
  signal.throwIfAborted()
  if (last === null) throw new Error("the setup said nothing")
  return last
}

/** What people ask about afterwards, in the tools' own terms. */
function stepFacts(step: StepState, words: CliWords): string {
  const facts = step.facts ?? {}
  const bytes = (name: string) => words.formats.bytes(Number(facts[name] ?? 0))
  switch (step.id) {
    case "tools":
      return `uv ${facts["uvVersion"]}, Python ${facts["pythonVersion"]}`
    case "lock": {
      const missing = facts["missingPackage"]
      const why = missing === null ? facts["passedOverWhy"] : `${missing}${facts["missingWanted"] ?? ""}`
      const passed = facts["passedOver"] === null ? "" : ` (${facts["passedOver"]}: ${why})`
      return `vLLM ${facts["version"]}${passed}, ${bytes("knownBytes")}`
    }
    case "download":
      return facts["reused"] === true
        ? ""
        : words.say("progress-of", { done: bytes("fetchedBytes"), total: bytes("totalBytes") })
    case "verify":
      return facts["reused"] === true ? "" : `vllm ${facts["vllm"]}, torch ${facts["torch"]}`
    case "selftest":
      return facts["reused"] === true ? "" : `${facts["toolCall"]} → ${facts["answer"]}`
    default:
      return ""
  }
}

function isNew(told: Set<string>, key: string): boolean {
  if (told.has(key)) return false
  told.add(key)
  return true
}

function doneLine(step: StepState, words: CliWords, shared: SharedWords): string {
  const took = words.formats.duration((step.endedAtMs ?? 0) - (step.startedAtMs ?? 0))
  const number = SETUP_STEP_IDS.indexOf(step.id) + 1
  const facts = stepFacts(step, words)
  return [`${number}/${SETUP_STEP_IDS.length}`, shared.step(step.id), took, facts]
    .filter((part) => part !== "")
    .join("  ")
}

function runningLine(overall: number, step: StepState, words: CliWords, shared: SharedWords): string {
  const share = `${String(Math.floor(overall * 100)).padStart(3)} %`
  return [share, shared.step(step.id), ...progressParts(step.progress, words)].join("  ")
}

function progressParts(progress: StepProgress | null, words: CliWords): readonly string[] {
  if (progress === null) return []
  const { done, total, unit, rate, remainingSeconds, line } = progress
  const { formats } = words
  const inBytes = unit === "bytes" && total !== null
  return [
    ...(inBytes
      ? [words.say("progress-of", { done: formats.bytes(done), total: formats.bytes(total) })]
      : []),
    ...(inBytes && rate !== null ? [`${formats.bytes(rate)}/s`] : []),
    ...(remainingSeconds === null ? [] : [words.say("left", { leftMs: remainingSeconds[1] * 1000 })]),
    // Without figures, the newest words of the tool at work show that it is.
    ...(inBytes || line === "" ? [] : [line]),
  ]
}
