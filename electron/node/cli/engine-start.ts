import type { EngineView } from "#common/domain/engine"
import { isAlive } from "#common/domain/engine-machine"
import type { LaunchSettings } from "#common/domain/launch"
import type { SessionContext } from "./command"
import { stateNow } from "./follow"

/** A model to serve and how. */
export interface StartWish {
  readonly modelId: string
  readonly settings: LaunchSettings
}

/**
 * Starts the engine and shows its stages until it is ready or has failed; joins such a start under way. Interrupted,
 * it ends what it has started: half an engine is of no use and holds memory.
 */
export async function startAndShow(context: SessionContext, wish: StartWish): Promise<EngineView> {
  const { client, terminal, words, signal, interruption } = context
  const before = await stateNow(await client.engine.watch({}))
  // The wire's input types are not read-only.
  const settings = { ...wish.settings, gpuUuids: [...wish.settings.gpuUuids] }
  if (isAlive(before)) terminal.progress(words.list.states[before.state])
  await client.engine.start({ modelId: wish.modelId, settings })
  const started = await stateNow(await client.engine.watch({}))
  const ours = started.runId !== before.runId
  if (ours && isAlive(before) && before.request !== null) {
    terminal.note(words.say("replacing", { model: before.request.modelName }))
  }
  try {
    return await showStages(context, started)
  } catch (error) {
    if (signal.aborted && ours) {
      if (interruption.signal.aborted) terminal.note(words.say("interrupted-start"))
      await client.engine.stop()
    }
    throw error
  }
}

/** Shows the stages of a start until it rests. */
async function showStages({ client, terminal, words, signal }: SessionContext, started: EngineView) {
  const shared = await words.shared()
  const told = new Set<string>()
  let last = started
  for await (const { state } of await client.engine.watch({}, { signal })) {
    last = state
    for (const stage of state.stages) {
      // What was read of an engine that had been running says nothing about its start.
      if (stage.endedAtMs === null || state.adopted || told.has(stage.id)) continue
      told.add(stage.id)
      const took = words.formats.duration(stage.endedAtMs - stage.startedAtMs)
      terminal.note(`${shared.stage(stage.id)}  ${took}`)
    }
    const current = state.stages.findLast((stage) => stage.endedAtMs === null)
    if (current !== undefined && !state.adopted) {
      const usual = current.usualMs === null ? "" : `  ${words.say("usually", { usualMs: current.usualMs })}`
      terminal.progress(`${shared.stage(current.id)}${usual}`)
    } else terminal.progress(words.list.states[state.state])
    if (state.state !== "starting" && state.state !== "loading") break
  }
  signal.throwIfAborted()
  return last
}
