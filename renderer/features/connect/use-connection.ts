import { useState } from "react"
import { type ConnectKey, engineBaseUrl, USUAL_ENGINE_PORT } from "#common/domain/connect"
import type { EngineState } from "#common/domain/engine"
import type { Problem } from "#common/domain/problem"
import { useAction } from "../../state/use-action"
import { useAsked, useGlimmer, useLive } from "../../state/use-glimmer"

/** How the engine is reached, as far as it is known. */
export interface Connection {
  readonly state: EngineState
  readonly baseUrl: string
  /** The engine runs at another port than it usually has. */
  readonly unusualPort: boolean
  /** The name requests use; null while no model is chosen. */
  readonly modelName: string | null
}

/** Where the engine is, or will be at its next start; null until that is known. */
export function useConnection(): Connection | null {
  const glimmer = useGlimmer()
  const engine = useLive(glimmer.engine).value
  const journey = useLive(glimmer.journey).value
  const models = useAsked(glimmer.models).value
  if (engine === null || journey === null) return null
  const runs = engine.port !== null && engine.state !== "stopped" && engine.state !== "crashed"
  const port = runs && engine.port !== null ? engine.port : USUAL_ENGINE_PORT
  const chosen = models?.find((model) => model.id === journey.modelId)?.name ?? null
  return {
    state: engine.state,
    baseUrl: engineBaseUrl(port),
    unusualPort: port !== USUAL_ENGINE_PORT,
    modelName: (runs ? engine.request?.modelName : chosen) ?? chosen,
  }
}

/** The key, which is on the page only while somebody wants to see it. */
export interface ShownKey {
  readonly shown: ConnectKey | null
  readonly toggle: () => void
  /** For the clipboard, without showing it. */
  readonly read: () => Promise<string>
  readonly renew: () => Promise<boolean>
  readonly renewed: boolean
  readonly busy: boolean
  readonly problem: Problem | null
}

export function useKey(): ShownKey {
  const { client } = useGlimmer()
  const [shown, setShown] = useState<ConnectKey | null>(null)
  const [renewed, setRenewed] = useState(false)
  const heard = (answer: ConnectKey) => {
    setRenewed(answer.renewed)
    return answer
  }
  const show = useAction(async () => setShown(heard(await client.connect.key())))
  const renew = useAction(async () => {
    const answer = heard(await client.connect.renewKey())
    setShown((former) => (former === null ? null : answer))
  })
  return {
    shown,
    toggle: () => (shown === null ? void show.run() : setShown(null)),
    read: async () => heard(await client.connect.key()).key,
    renew: () => renew.run(),
    renewed,
    busy: show.busy || renew.busy,
    problem: show.problem ?? renew.problem,
  }
}
