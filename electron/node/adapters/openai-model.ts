import { createOpenAICompatible } from "@ai-sdk/openai-compatible"
import type { ModelMessage, TextStreamPart, ToolSet } from "ai"
import type { HistoryMessage } from "#common/domain/chat-history"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { EngineConnection, ModelClient, ModelEvent, OfferedTool } from "../chat-ports"
import { localFetch } from "./openai-model-fetch"
import { problemOfModelError } from "./openai-model-problem"

/** Models behind an OpenAI address, through the AI SDK: one request an answer, no retries, no tools run. */
export function createModelClient(): ModelClient {
  return { answer: streamAnswer }
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
  try {
    const { stream } = streamText({
      model: modelOf(engine),
      messages: messages.map(modelMessage),
      ...(tools.length > 0 ? { tools: toolSet } : {}),
      maxRetries: 0,
      abortSignal: signal,
      // Errors come in the stream; by default they are printed as well.
      onError: () => undefined,
    })
    for await (const part of stream) {
      const event = eventOf(part)
      if (event !== null) yield event
    }
  } catch (error) {
    signal.throwIfAborted()
    throw new ProblemError(problemOfModelError(error, engine))
  }
  signal.throwIfAborted()
}

function modelOf(engine: EngineConnection) {
  return createOpenAICompatible({
    name: "engine",
    baseURL: engine.baseUrl,
    apiKey: engine.apiKey,
    includeUsage: true,
    fetch: localFetch,
  }).chatModel(engine.modelName)
}

function modelMessage(message: HistoryMessage): ModelMessage {
  switch (message.role) {
    case "user":
      return { role: "user", content: message.text }
    case "tool": {
      const { callId: toolCallId, toolName, result } = message
      const output = { type: "text" as const, value: result }
      return { role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] }
    }
    case "assistant":
      return {
        role: "assistant",
        content: [
          ...(message.reasoning === "" ? [] : [{ type: "reasoning" as const, text: message.reasoning }]),
          ...(message.text === "" ? [] : [{ type: "text" as const, text: message.text }]),
          ...message.calls.map(({ callId, toolName, argumentsText }) => ({
            type: "tool-call" as const,
            toolCallId: callId,
            toolName,
            // A text that is JSON is passed on letter by letter, so the server's prefix cache still fits.
            input: argumentsText,
          })),
        ],
      }
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
      return {
        type: "finish",
        reason: finishReason(part.rawFinishReason),
        promptTokens: part.usage.inputTokens ?? null,
        answerTokens: part.usage.outputTokens ?? null,
      }
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
