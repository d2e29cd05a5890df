import type { LogStage, StageRules } from "./rule"
import { passThrough, type Frames } from "./traceback"

/** What the engine was at, by the calls above an exception; null where they do not tell. */
export function stageOfFrames(frames: Frames, rules: StageRules): LogStage | null {
  if (frames.length === 0) return null
  return rules.frames.find(({ functions }) => passThrough(frames, functions))?.stage ?? null
}
