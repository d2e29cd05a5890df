import { createOpenAICompatible } from "@ai-sdk/openai-compatible"
import type { TextStreamPart, ToolSet } from "ai"
import { z } from "zod"
import type { HistoryMessage } from "#common/domain/chat-history"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { EngineConnection, ModelClient, ModelEvent, OfferedTool, TokenUsage } from "../chat-ports"
import { countTokens } from "./openai-model-count"
import { localFetch } from "./openai-model-fetch"
import { sdkMessage } from "./openai-model-messages"
import { problemOfModelError } from "./openai-model-problem"

/** Models behind an OpenAI address, through the AI SDK: one request an answer, no retries, no tools run. */
export function createModelClient(): ModelClient {
  return { answer: streamAnswer, countTokens }
}

async function* streamAnswer(
  engine: EngineConnection,
  messages: readonly HistoryMessage[],
  tools: readonly OfferedTool[],
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void, undefined> {
  // Loaded with the first question: it takes a fifth of a second, and the start of Glimmer has better to do.
  const { streamText, jsonSchema } = await import("ai")
  const toolSet: ToolSet = Object.fromEntries(
    tools.map(({ name, description, parameters }) => [
      name,
      { description, inputSchema: jsonSchema(parameters) },
    ]),
  )
  const usage = new UsageReader()
  try {
    const { stream } = streamText({
      model: modelOf(engine, usage),
      messages: messages.map(sdkMessage),
      ...(tools.length > 0 ? { tools: toolSet } : {}),
      // No `max_tokens`: vLLM then gives an answer all the room that the question leaves, and never refuses.
      maxRetries: 0,
      abortSignal: signal,
      // Errors come in the stream; by default they are printed as well.
      onError: () => undefined,
    })
    for await (const part of stream) {
      const event = eventOf(part)
      const counted = usage.take()
      if (counted !== null) yield { type: "usage", ...counted }
      if (event !== null) yield event
    }
  } catch (error) {
    signal.throwIfAborted()
    throw new ProblemError(problemOfModelError(error, engine))
  }
  signal.throwIfAborted()
}

function modelOf(engine: EngineConnection, usage: UsageReader) {
  return createOpenAICompatible({
    name: "engine",
    baseURL: engine.baseUrl,
    apiKey: engine.apiKey,
    includeUsage: true,
    // With every piece, so that the count is known of an answer that is stopped or breaks off.
    transformRequestBody: (body) => ({
      ...body,
      stream_options: { include_usage: true, continuous_usage_stats: true },
    }),
    metadataExtractor: {
      extractMetadata: () => Promise.resolve(undefined),
      createStreamExtractor: () => ({
        processChunk: (chunk) => usage.read(chunk),
        buildMetadata: () => undefined,
      }),
    },
    fetch: localFetch,
  }).chatModel(engine.modelName)
}

const chunkWithUsage = z.object({
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
})

/** Picks the counts out of the pieces of an answer. */
class UsageReader {
  #new: TokenUsage | null = null

  read(chunk: unknown): void {
    const { data } = chunkWithUsage.safeParse(chunk)
    if (data === undefined) return
    this.#new = { promptTokens: data.usage.prompt_tokens, answerTokens: data.usage.completion_tokens }
  }

  /** The newest counts; null when none came since the last time. */
  take(): TokenUsage | null {
    const taken = this.#new
    this.#new = null
    return taken
  }
}

function eventOf(part: TextStreamPart<ToolSet>): ModelEvent | null {
  switch (part.type) {
    case "text-delta":
    case "reasoning-delta":
      return part.text === ""
        ? null
        : { type: part.type === "text-delta" ? "text" : "reasoning", text: part.text }
    case "tool-input-start":
      return { type: "tool-start", callId: part.id, toolName: part.toolName }
    case "tool-input-delta":
      return { type: "tool-arguments", callId: part.id, text: part.delta }
    case "finish-step":
      return { type: "finish", reason: finishReason(part.rawFinishReason) }
    case "error":
      throw part.error
    default:
      return null
  }
}

function finishReason(raw: string | undefined): "stop" | "length" | "repetition" {
  if (raw === "length" || raw === "repetition") return raw
  // vLLM ends a stream so when its engine gave the request up.
  if (raw === "abort" || raw === "error") {
    throw new ProblemError(makeProblem("answer-failed", {}, `finish_reason: ${raw}`))
  }
  return "stop"
}
