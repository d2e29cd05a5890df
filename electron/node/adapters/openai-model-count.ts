import { z } from "zod"
import type { HistoryMessage } from "#common/domain/chat-history"
import type { EngineConnection, OfferedTool } from "../chat-ports"
import { localFetch } from "./openai-model-fetch"
import { serverMessage, serverTool } from "./openai-model-messages"

/** A server that is busy with long prompts counts late; the person should not wait for a figure, ms. */
const TIME_LIMIT_MS = 10_000

const answer = z.object({ count: z.number() })

/**
 * Tokens of a conversation in the model's own template, the beginning of its answer included: vLLM's `/tokenize`,
 * which stands beside `/v1` and not under it. Null when the server does not count, whatever the reason.
 */
export async function countTokens(
  engine: EngineConnection,
  messages: readonly HistoryMessage[],
  tools: readonly OfferedTool[],
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const response = await localFetch(`${engine.baseUrl.replace(/\/v1\/?$/, "")}/tokenize`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${engine.apiKey}` },
      body: JSON.stringify({
        model: engine.modelName,
        messages: messages.map(serverMessage),
        ...(tools.length > 0 ? { tools: tools.map(serverTool) } : {}),
        add_generation_prompt: true,
      }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    })
    const read = answer.safeParse(await response.json())
    return response.ok && read.success ? read.data.count : null
  } catch {
    signal.throwIfAborted()
    return null
  }
}
