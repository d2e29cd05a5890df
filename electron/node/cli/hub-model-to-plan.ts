import { ProblemError } from "#common/domain/problem"
import { defaultSettings } from "#common/domain/settings"
import { createClock } from "../adapters/clock"
import { createHttp } from "../adapters/http"
import { createHttpBodies } from "../adapters/http-bodies"
import { homeOf } from "../home"
import { serversFor } from "../services/hub/hub-server"
import { HubTokens } from "../services/hub/hub-tokens"
import { inspectModel } from "../services/hub/inspect-model"
import { locateModel } from "../services/hub/locate-model"
import { lookingPorts, SILENT } from "./looking"
import type { ModelToPlan } from "./model-to-plan"

/**
 * A model that only a hub knows, by its id: its configuration and sizes are read, nothing else. Null when no hub that
 * can be reached has it. Errors: those of a hub that has it and refuses.
 */
export async function findOnHub(id: string, signal: AbortSignal): Promise<ModelToPlan | null> {
  if (!/^\w[\w.-]*\/\w[\w.-]*$/u.test(id)) return null
  const environment = process.env
  const tokens = new HubTokens(lookingPorts(environment), homeOf(environment))
  const adapters = { environment, log: SILENT }
  const ports = {
    http: createHttp(adapters),
    bodies: createHttpBodies(adapters),
    clock: createClock(),
  }
  const servers = serversFor("auto", environment, defaultSettings().downloads, {
    huggingface: (await tokens.find("huggingface")).token,
    modelscope: (await tokens.find("modelscope")).token,
  })
  try {
    const located = await locateModel(ports, servers, { id, revision: null }, signal)
    const { config, weightBytes, toolCallParser, reasoningParser } = await inspectModel(
      ports,
      located,
      signal,
    )
    const name = id.slice(id.indexOf("/") + 1)
    const known = { config, storedBytes: weightBytes, quantizationHint: null }
    return { id, name, place: id, ...known, toolCallParser, reasoningParser }
  } catch (error) {
    signal.throwIfAborted()
    if (ProblemError.is(error) && isAbsence(error)) return null
    throw error
  }
}

function isAbsence({ problem }: ProblemError): boolean {
  return problem.code === "hub-unreachable" || problem.code === "hub-model-not-found"
}
