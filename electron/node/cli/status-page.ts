import type { EngineView } from "#common/domain/engine"
import { isAlive } from "#common/domain/engine-machine"
import { SETUP_STEP_IDS, type SetupView } from "#common/domain/setup"
import type { CliWords } from "./cli-words"
import { alignRows } from "./rows"
import type { Status } from "./status-now"

type Row = readonly [name: string, text: string]

/** The status for people. */
export async function statusLines(status: Status, words: CliWords): Promise<readonly string[]> {
  const { setup, engine } = status
  const rows: Row[] = [
    ["Glimmer", ownerText(status, words)],
    [words.say("folder"), status.homePath],
    [words.say("setup"), await setupText(setup, words)],
    [words.say("engine"), engineText(engine, words)],
    ...modelRows(engine, words),
  ]
  const problems = [setup.snapshot.problem, engine.problem].filter((problem) => problem !== null)
  const told = await Promise.all(problems.map((problem) => words.problem(problem)))
  return [...alignRows(rows), ...told.flatMap((text) => ["", text])]
}

function ownerText({ owner }: Status, words: CliWords): string {
  if (owner === null) return words.say("nobody")
  const { pid, frontDoor, address } = owner
  const by = words.say("served-by", { door: words.list.doors[frontDoor], pid })
  return address === null ? by : `${by}, ${address}`
}

async function setupText({ current, snapshot }: SetupView, words: CliWords): Promise<string> {
  const built =
    current === null
      ? words.say("no-engine")
      : words.say("engine-row", {
          version: current.version,
          target: words.list.targets[current.target],
          id: current.id,
        })
  if (snapshot.phase === "idle" || snapshot.phase === "done") return built
  const step = snapshot.steps.find(({ state }) => state !== "done")
  const phase = words.list.phases[snapshot.phase]
  if (step === undefined) return `${built}; ${phase}`
  const name = (await words.shared()).step(step.id)
  const number = SETUP_STEP_IDS.indexOf(step.id) + 1
  const underWay = words.say("setup-row", { phase, number, steps: SETUP_STEP_IDS.length, name })
  return current === null ? underWay : `${built}; ${underWay}`
}

function engineText(engine: EngineView, words: CliWords): string {
  const state = words.list.states[engine.state]
  if (!isAlive(engine)) return state
  return `${state}, ${words.say("since", { ageMs: Date.now() - engine.sinceMs })}`
}

function modelRows({ request, port, state }: EngineView, words: CliWords): readonly Row[] {
  if (request === null) return []
  const address: Row[] =
    state === "ready" && port !== null ? [[words.say("address"), `http://127.0.0.1:${port}/v1`]] : []
  return [[words.say("model"), request.modelName], ...address]
}
