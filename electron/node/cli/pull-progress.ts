import { isOnItsWay, type LibraryModel, type LibraryView, type PullRequest } from "#common/domain/library"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { CliWords } from "./cli-words"
import { EXIT, type SessionContext } from "./command"
import { stateNow } from "./follow"

/** Lines of progress for programs: at most one in so many ms, and one for each change of state. */
const LINE_EVERY_MS = 500

/** Fetches a model and shows it until it rests. Interrupted, it is paused where it is, if it was this command's. */
export async function pullToItsEnd(
  context: SessionContext,
  request: PullRequest,
  json: boolean,
): Promise<number> {
  const { client, interruption, signal, terminal, words } = context
  const before = await stateNow(await client.library.watch({}))
  const { folder } = await client.library.pull(request)
  const isJoined = before.models.some((model) => model.folder === folder && isWorkedOn(model))
  if (isJoined) terminal.note(words.say("joined-pull"))
  try {
    const frames = await client.library.watch({}, { signal })
    const model = await show(context, frames, folder, json)
    signal.throwIfAborted()
    return await tellEnd(context, model, json)
  } catch (error) {
    if (!signal.aborted || isJoined) throw error
    await client.library.pause({ folder })
    if (interruption.signal.aborted) terminal.note(words.say("interrupted-pull"))
    return EXIT.failed
  }
}

/** The last of it. Errors: `not-found` when somebody took it away. */
async function show(
  { terminal, words, signal }: SessionContext,
  frames: AsyncIterable<{ readonly state: LibraryView }>,
  folder: string,
  json: boolean,
): Promise<LibraryModel> {
  const shared = await words.shared()
  const told = new Set<string>()
  let shown = { state: "", atMs: -Infinity }
  for await (const { state } of frames) {
    const model = state.models.find((one) => one.folder === folder)
    if (model === undefined) throw new ProblemError(makeProblem("not-found", { path: folder }))
    if (isResting(model)) return model
    const nowMs = performance.now()
    if (json && (shown.state !== model.state || nowMs - shown.atMs >= LINE_EVERY_MS)) {
      shown = { state: model.state, atMs: nowMs }
      terminal.result(JSON.stringify(progressOf(model)))
    }
    const { host, totalBytes, filesTotal, problem } = model
    if (model.state === "running" && host !== null && totalBytes !== null && isNew(told, host)) {
      terminal.note(words.say("pulling", { model: model.name, host, totalBytes, files: filesTotal ?? 0 }))
    }
    if (problem !== null && isNew(told, problem.code)) {
      terminal.note(words.say("pull-retrying", { why: shared.sentences(problem).what }))
    }
    terminal.progress(progressText(model, words))
    if (signal.aborted) break
  }
  signal.throwIfAborted()
  throw new Error("the library said nothing more")
}

async function tellEnd(
  { terminal, words }: SessionContext,
  model: LibraryModel,
  json: boolean,
): Promise<number> {
  const { state, name, folder, fetchedBytes, problem, totalBytes } = model
  const isWhole = state === "complete" && model.verified !== "no"
  if (json) terminal.result(JSON.stringify({ ...progressOf(model), problem }))
  else if (isWhole && fetchedBytes === 0) terminal.result(words.say("pull-already", { model: name, folder }))
  else if (isWhole) {
    const values = { model: name, folder, totalBytes: totalBytes ?? 0, fetchedBytes }
    terminal.result(words.say(model.verified === "hashes" ? "pulled" : "pulled-unproved", values))
  } else if (problem !== null) terminal.note(await words.problem(problem))
  else terminal.note(`${name}: ${words.list.libraryStates[state]}`)
  return isWhole ? EXIT.done : EXIT.failed
}

/** A line for programs; sizes in bytes, speed in bytes a second. */
function progressOf(model: LibraryModel) {
  return {
    id: model.id,
    state: model.state,
    bytes_done: model.doneBytes,
    bytes_total: model.totalBytes,
    bytes_fetched: model.fetchedBytes,
    speed: model.rate,
    seconds_left: model.remainingSeconds?.[1] ?? null,
    files_done: model.filesDone,
    files_total: model.filesTotal,
    source: model.source,
    host: model.host,
    commit: model.commit,
    folder: model.folder,
    verified: model.verified !== "no",
    proof: model.verified,
    problem: model.problem,
  }
}

function progressText(model: LibraryModel, words: CliWords): string {
  const { state, doneBytes, totalBytes, rate, remainingSeconds, name } = model
  const { formats, list } = words
  if (state !== "running" || totalBytes === null) return `${name}  ${list.libraryStates[state]}`
  const share = `${Math.floor((100 * doneBytes) / Math.max(1, totalBytes))} %`
  return [
    share.padStart(5),
    name,
    words.say("progress-of", { done: formats.bytes(doneBytes), total: formats.bytes(totalBytes) }),
    ...(rate === null ? [] : [`${formats.bytes(rate)}/s`]),
    ...(remainingSeconds === null ? [] : [words.say("left", { leftMs: remainingSeconds[1] * 1000 })]),
  ].join("  ")
}

/** Somebody else's pull, which goes on without this command. */
function isWorkedOn({ state }: LibraryModel): boolean {
  return ["queued", "listing", "running", "checking"].includes(state)
}

function isResting(model: LibraryModel): boolean {
  return !isOnItsWay(model) || model.state === "failed" || model.state === "paused"
}

function isNew(told: Set<string>, key: string): boolean {
  if (told.has(key)) return false
  told.add(key)
  return true
}
