import type { ServerResponse } from "node:http"

/** The part of a chat request that tests look at. */
export interface ChatRequestBody {
  readonly model: string
  readonly stream: boolean
  readonly messages: readonly {
    readonly role: string
    readonly content: string | null
    readonly reasoning_content?: string
    readonly tool_call_id?: string
    readonly tool_calls?: readonly {
      readonly id: string
      readonly function: { readonly name: string; readonly arguments: string }
    }[]
  }[]
  readonly tools?: readonly { readonly function: { readonly name: string } }[]
  readonly max_tokens?: number
  readonly stream_options?: { readonly include_usage: boolean; readonly continuous_usage_stats?: boolean }
}

let count = 0

/** One answer on its way, written piece by piece in the shape that vLLM 0.30 gives it. */
export class FakeAnswer {
  /** Resolves when the asker has left, or all was sent. */
  readonly closed: Promise<void>
  readonly #id = `chatcmpl-${++count}`
  #tools = 0
  #tokens = 0

  constructor(
    private readonly response: ServerResponse,
    readonly request: ChatRequestBody,
    private readonly promptTokens: number,
  ) {
    this.closed = new Promise((resolve) => response.on("close", resolve))
  }

  /** True when the asker left before the end. */
  get abandoned(): boolean {
    return this.response.destroyed && !this.response.writableFinished
  }

  raw(status: number, contentType: string, body: string): void {
    this.response.writeHead(status, { "content-type": contentType })
    this.response.end(body)
  }

  text(text: string): void {
    this.#delta({ content: text })
  }

  reasoning(text: string): void {
    this.#delta({ reasoning: text })
  }

  /** The arguments come in pieces of a few characters, as tokens do. */
  toolCall(name: string, argumentsText: string, id = `chatcmpl-tool-${++count}`): void {
    const index = this.#tools++
    const pieces = argumentsText.match(/.{1,4}/gsu) ?? []
    const [first = "", ...rest] = pieces
    this.#delta({ tool_calls: [{ id, type: "function", index, function: { name, arguments: first } }] })
    for (const piece of rest) this.#delta({ tool_calls: [{ index, function: { arguments: piece } }] })
  }

  finish(reason: string): void {
    this.#event({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: reason, stop_reason: 6 }] })
    if (this.request.stream_options?.include_usage === true)
      this.#event({ choices: [], usage: this.#usage() })
    this.response.end("data: [DONE]\n\n")
  }

  /** An error in the middle, then the end, as vLLM does when its engine dies. */
  error(message: string, code = 500): void {
    const error = { message, type: "InternalServerError", param: null, code }
    this.response.write(`data: ${JSON.stringify({ error })}\n\n`)
    this.response.end("data: [DONE]\n\n")
  }

  /** The end of the stream without the end of the answer. */
  end(): void {
    this.response.end()
  }

  /** The connection breaks. */
  drop(): void {
    this.response.destroy()
  }

  #delta(delta: object): void {
    this.#tokens++
    this.#event({ choices: [{ index: 0, delta, logprobs: null, finish_reason: null, token_ids: null }] })
  }

  #usage(): object {
    const { promptTokens } = this
    return {
      prompt_tokens: promptTokens,
      completion_tokens: this.#tokens,
      total_tokens: promptTokens + this.#tokens,
    }
  }

  #event(change: object): void {
    if (!this.response.headersSent) {
      this.response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
      this.#write({ choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }] })
    }
    this.#write(change)
  }

  #write(change: object): void {
    const head = { id: this.#id, object: "chat.completion.chunk", created: 1795376354, model: "glm-4-tiny" }
    const usage = this.request.stream_options?.continuous_usage_stats === true ? { usage: this.#usage() } : {}
    this.response.write(`data: ${JSON.stringify({ ...head, ...usage, ...change })}\n\n`)
  }
}
