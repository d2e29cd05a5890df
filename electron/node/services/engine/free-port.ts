import { USUAL_ENGINE_PORT } from "#common/domain/connect"
import type { Network } from "../../ports"

const PORTS_TRIED = 200

/**
 * A port on 127.0.0.1 that nobody listens on. vLLM itself finds a taken one only after half a minute. The ports are
 * tried in order, so that the engine usually has the same address; any free one when all of them are taken.
 */
export async function freePort(network: Network): Promise<number> {
  for (let port = USUAL_ENGINE_PORT; port < USUAL_ENGINE_PORT + PORTS_TRIED; port++) {
    if (await network.isFree(port)) return port
  }
  return network.anyFree()
}
