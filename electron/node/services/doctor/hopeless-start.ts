import type { EngineStartRequest } from "#common/domain/engine"
import type { EngineTarget, Gpu } from "#common/domain/hardware"
import { memoryForStart } from "#common/domain/machine/memory-for-start"
import { makeProblem, type Problem } from "#common/domain/problem"
import type { Clock, Files } from "../../ports"
import { checkModelFolder } from "./checks/model-check"

/** What a start is judged by. */
export interface StartWorld {
  readonly files: Files
  readonly clock: Clock
  /** The cards as they are now. */
  readonly gpus: () => Promise<readonly Gpu[]>
}

/**
 * Why a start is certain to fail, found in milliseconds instead of a minute: files of the model that are missing or
 * shorter than their own headers say, or cards whose memory others hold. Null when it may work.
 */
export async function hopelessStart(
  world: StartWorld,
  request: EngineStartRequest,
  target: EngineTarget,
): Promise<Problem | null> {
  return (await damagedModel(world.files, request)) ?? (target === "cuda" ? heldMemory(world, request) : null)
}

async function damagedModel(
  files: Files,
  { modelPath }: Pick<EngineStartRequest, "modelPath">,
): Promise<Problem | null> {
  const { says, values } = await checkModelFolder(files, modelPath)
  const { file = "" } = values
  switch (says) {
    case "model-config-unreadable":
      return makeProblem("not-a-model-folder", { path: modelPath })
    case "model-files-missing":
      return makeProblem("model-incomplete", { path: modelPath, missing: values["files"] ?? 1, file })
    case "model-file-short":
      return makeProblem(
        "safetensors-corrupt",
        { file },
        `${file}: ${values["bytes"]} < ${values["neededBytes"]}`,
      )
    default:
      return null
  }
}

/** Looks of a driver that still counts what has just ended, and the time between them, ms. */
const LOOKS = 4
const PAUSE_MS = 500

/** Memory that others hold; a driver gives back what has just ended within a second or two. */
async function heldMemory(
  { clock, gpus }: StartWorld,
  { settings }: EngineStartRequest,
): Promise<Problem | null> {
  for (let look = 1; ; look++) {
    // Nobody knows what cannot be asked: the engine will see for itself.
    const problem = memoryForStart(await gpus().catch(() => []), settings)
    if (problem === null || look === LOOKS) return problem
    await clock.sleep(PAUSE_MS)
  }
}
