import type { GlimmerClient } from "#common/contract/index"
import type { EngineView } from "#common/domain/engine"
import type { LaunchSettings } from "#common/domain/launch"
import type { CommandContext } from "./command"
import { secondsText } from "./formats"

/** Starts the engine and shows its stages until it is ready or has failed. */
export async function startAndShow(
  context: CommandContext,
  client: GlimmerClient,
  request: { readonly modelId: string; readonly settings: LaunchSettings },
): Promise<EngineView> {
  const { terminal, words, signal } = context
  await client.engine.start({ modelId: request.modelId, settings: mutable(request.settings) })
  const told = new Set<string>()
  let last: EngineView | null = null
  for await (const { state } of await client.engine.watch({}, { signal })) {
    last = state
    for (const stage of state.stages) {
      // What was read of an engine that had been running says nothing about its start.
      if (stage.endedAtMs !== null && !state.adopted && !told.has(stage.id)) {
        told.add(stage.id)
        terminal.note(
          `${words.stage(stage.id)}  ${secondsText((stage.endedAtMs - stage.startedAtMs) / 1000)}`,
        )
      }
    }
    const current = state.stages.findLast((stage) => stage.endedAtMs === null)
    if (current !== undefined) terminal.progress(words.stage(current.id))
    if (state.state !== "starting" && state.state !== "loading") break
  }
  signal.throwIfAborted()
  if (last === null) throw new Error("the engine said nothing")
  return last
}

/** The wire's input types are not read-only. */
function mutable(settings: LaunchSettings) {
  return { ...settings, gpuUuids: [...settings.gpuUuids] }
}
