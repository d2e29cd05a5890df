import { Agent, fetch as undiciFetch } from "undici"

/**
 * Requests to the engine on this machine. No proxy, whatever the environment says. No time limit on silence: a long
 * prompt may take minutes to its first token, and the person has a stop button. A new connection each time: the engine
 * may have been restarted on the same port, and on one machine a connection costs nothing.
 */
export const localFetch: typeof globalThis.fetch = async (input, init = {}) => {
  const { method = "GET", headers, body, signal } = init
  if (typeof body !== "string") throw new TypeError("the engine is sent JSON text")
  const response = await undiciFetch(input instanceof Request ? input.url : input, {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    body,
    signal: signal ?? null,
    dispatcher: engineAgent,
  })
  return response
}

const engineAgent = new Agent({ headersTimeout: 0, bodyTimeout: 0, pipelining: 0, connectTimeout: 10_000 })
