/** The port an engine has when nobody else took it; next to vLLM's own 8000 but not on it. */
export const USUAL_ENGINE_PORT = 8410

/** Where programs of this machine reach the engine: the address they call "base URL". */
export function engineBaseUrl(port: number): string {
  return `http://127.0.0.1:${port}/v1`
}

/** What other programs show to the engine. */
export interface ConnectKey {
  readonly key: string
  /** There is a newer key; the engine that runs now still takes this one, the next start takes the other. */
  readonly renewed: boolean
}

/** What the engine answered when it was asked the way another program asks. */
export interface ConnectAnswer {
  readonly text: string
  /** The model was still thinking when its words ran out: `text` is its thoughts. */
  readonly thoughtsOnly: boolean
  readonly tookMs: number
  /** Null where the engine did not count. */
  readonly tokens: number | null
}
