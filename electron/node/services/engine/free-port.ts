import type { Network } from "../../ports"

/** Where Glimmer likes to put its engine; next to vLLM's own 8000 but not on it. */
const FIRST_PORT = 8410
const PORTS_TRIED = 200

/** The port an engine has when nobody else took it. */
export function usualPort(): number {
  return FIRST_PORT
}

/**
 * A port on 127.0.0.1 that nobody listens on. vLLM itself finds a taken one only after half a minute. The ports are
 * tried in order, so that the engine usually has the same address; any free one when all of them are taken.
 */
export async function freePort(network: Network): Promise<number> {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port++) {
    if (await network.isFree(port)) return port
  }
  return network.anyFree()
}
