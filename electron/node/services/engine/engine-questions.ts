import { z } from "zod"
import type { Http } from "../../ports"
import { parseJson } from "../../parse-json"

/** How to reach a running engine. The key stays inside the services. */
export interface EngineAddress {
  readonly port: number
  readonly apiKey: string
  readonly modelName: string
}

/** An answer to a chat request, as far as Glimmer asks about it. */
export interface EngineAnswer {
  readonly text: string
  /** What the model thought before it spoke; empty where the engine does not tell. */
  readonly thoughts: string
  readonly toolCalls: readonly {
    readonly id: string
    readonly name: string
    readonly argumentsText: string
  }[]
  readonly finishReason: string | null
  readonly tookMs: number
  /** Tokens of the answer; null where the engine did not count. */
  readonly tokens: number | null
}

/** A request that was not answered: the server said no, or nothing. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer"

  constructor(
    /** HTTP status; null when there was no answer at all. */
    readonly status: number | null,
    readonly body: string,
  ) {
    super(`${status ?? "no answer"}: ${body}`)
  }
}

/** True while the server says that its engine is alive. It proves no more than that. */
export async function isHealthy(http: Http, port: number, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await http.request({
      method: "GET",
      url: `http://127.0.0.1:${port}/health`,
      signal,
      idleTimeoutMs: 5_000,
    })
    await response.cancel()
    return response.status === 200
  } catch {
    return false
  }
}

const answerSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          // Older versions of vLLM have another name for it than newer ones.
          reasoning_content: z.string().nullish(),
          reasoning: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ completion_tokens: z.number().nullish() }).nullish(),
})

/** Asks one chat request and waits for the whole answer. Throws {@link NoAnswer}. */
export async function askEngine(
  ports: { readonly http: Http; readonly clock: { now(): number } },
  address: EngineAddress,
  body: Readonly<Record<string, unknown>>,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<EngineAnswer> {
  const startedAtMs = ports.clock.now()
  const text = await post(
    ports.http,
    address,
    "/v1/chat/completions",
    { model: address.modelName, ...body },
    options,
  )
  const parsed = answerSchema.safeParse(parseJson(text))
  const choice = parsed.success ? parsed.data.choices[0] : undefined
  if (!parsed.success || choice === undefined) throw new NoAnswer(200, text.slice(0, 500))
  return {
    text: choice.message.content ?? "",
    thoughts: choice.message.reasoning ?? choice.message.reasoning_content ?? "",
    toolCalls: (choice.message.tool_calls ?? []).map((call) => ({
      id: call.id,
      name: call.function.name,
      argumentsText: call.function.arguments,
    })),
    finishReason: choice.finish_reason ?? null,
    tookMs: ports.clock.now() - startedAtMs,
    tokens: parsed.data.usage?.completion_tokens ?? null,
  }
}

/** Posts JSON to the engine and returns the answer's text. Throws {@link NoAnswer}. */
async function post(
  http: Http,
  address: EngineAddress,
  path: string,
  body: unknown,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<string> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)])
  try {
    const response = await http.request({
      method: "POST",
      url: `http://127.0.0.1:${address.port}${path}`,
      headers: { "content-type": "application/json", authorization: `Bearer ${address.apiKey}` },
      body: JSON.stringify(body),
      signal,
      // The first answer may have to wait for a compiler; silence is no sign of trouble before the time is up.
      idleTimeoutMs: options.timeoutMs,
    })
    const text = await response.text()
    if (response.status !== 200) throw new NoAnswer(response.status, text.slice(0, 2000))
    return text
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof NoAnswer) throw error
    throw new NoAnswer(null, error instanceof Error ? error.message : String(error))
  }
}
