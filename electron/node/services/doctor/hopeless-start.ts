import type { EngineStartRequest } from "#common/domain/engine"
import { makeProblem, type Problem } from "#common/domain/problem"
import type { Files } from "../../ports"
import { checkModelFolder } from "./checks/model-check"

/**
 * Why a start is certain to fail, found in milliseconds instead of a minute: files of the model that are missing or
 * shorter than their own headers say. Null when it may work.
 */
export async function hopelessStart(
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
