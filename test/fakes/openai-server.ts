import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { onTestFinished } from "vitest"
import type { EngineConnection } from "#node/chat-ports"
import { FakeAnswer, type ChatRequestBody } from "./openai-server-answer"

/** How a request is answered. */
export type Script = (answer: FakeAnswer, request: ReceivedRequest) => void | Promise<void>

export interface ReceivedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: ChatRequestBody
}

/**
 * A server that speaks as vLLM does, over a real socket. Requests are answered by scripts in the order they were
 * given; a request for which there is none is handed to the test, which then writes the answer by hand.
 */
export class FakeOpenAiServer {
  readonly requests: ReceivedRequest[] = []
  /** What `/tokenize` was asked. */
  readonly counted: ChatRequestBody[] = []
  /** How this server counts; null for one that cannot. */
  count: ((body: ChatRequestBody) => number) | null = null
  /** Tokens of a question, beyond which it is refused as vLLM does; the connection says so as well. */
  limitTokens = 2048
  readonly #scripts: Script[] = []
  readonly #unanswered: FakeAnswer[] = []
  readonly #waiting: ((answer: FakeAnswer) => void)[] = []

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => void this.#receive(request, response))
  }

  /** Listens on a free port until the test ends. */
  static async start(...scripts: readonly Script[]): Promise<FakeOpenAiServer> {
    const server = createServer()
    const fake = new FakeOpenAiServer(server)
    fake.answerNext(...scripts)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    onTestFinished(() => fake.stop())
    return fake
  }

  get connection(): EngineConnection {
    const { port } = this.server.address() as AddressInfo
    return {
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKey: "sk-very-secret",
      modelName: "glm-4-tiny",
      toolsAvailable: true,
      maxModelLen: this.limitTokens,
    }
  }

  answerNext(...scripts: readonly Script[]): void {
    this.#scripts.push(...scripts)
  }

  /** The next request without a script, to be answered by hand. */
  nextRequest(): Promise<FakeAnswer> {
    const answer = this.#unanswered.shift()
    if (answer !== undefined) return Promise.resolve(answer)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  #tokenize(body: ChatRequestBody, response: ServerResponse): void {
    if (this.count === null) {
      response.writeHead(404, { "content-type": "application/json" })
      response.end('{"detail":"Not Found"}')
      return
    }
    this.counted.push(body)
    const count = this.count(body)
    response.writeHead(200, { "content-type": "application/json" })
    response.end(JSON.stringify({ count, max_model_len: this.limitTokens, tokens: [], token_strs: null }))
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const received: ReceivedRequest = {
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    }
    if (request.url === "/tokenize") return this.#tokenize(received.body, response)
    this.requests.push(received)
    const promptTokens = this.count?.(received.body) ?? 30
    const answer = new FakeAnswer(response, received.body, promptTokens)
    if (promptTokens >= this.limitTokens) return tooLong(this.limitTokens, promptTokens)(answer, received)
    const script = this.#scripts.shift()
    const waiting = script === undefined ? this.#waiting.shift() : undefined
    if (script !== undefined) await script(answer, received)
    else if (waiting !== undefined) waiting(answer)
    else this.#unanswered.push(answer)
  }
}

/** As vLLM words it; it counts no further than one token beyond its limit. */
function tooLong(limitTokens: number, promptTokens: number): Script {
  const asked = Math.min(promptTokens, limitTokens + 1)
  return refuses(
    400,
    `This model's maximum context length is ${limitTokens} tokens. However, you requested 0 output tokens and your ` +
      `prompt contains at least ${asked} input tokens, for a total of at least ${asked} tokens. Please reduce the ` +
      `length of the input prompt or the number of requested output tokens. (parameter=input_tokens, value=${asked})`,
    "input_tokens",
  )
}

/** Plays what a real server answered once; `test/fixtures/chat/NAME.http`. */
export function captured(name: string): Script {
  return async (answer) => {
    const text = await readFile(new URL(`../fixtures/chat/${name}.http`, import.meta.url), "utf8")
    const at = text.indexOf("\n\n")
    const [statusLine = "", contentType = ""] = text.slice(0, at).split("\n")
    answer.raw(Number(statusLine.split(" ")[1]), contentType.split(": ")[1] ?? "", text.slice(at + 2))
  }
}

/** Says a text, a word at a time. */
export function says(text: string): Script {
  return (answer) => {
    for (const piece of text.split(/(?<= )/)) answer.text(piece)
    answer.finish("stop")
  }
}

/** Calls tools; arguments as an object, or as a text that need not be JSON. */
export function calls(...toolCalls: readonly (readonly [name: string, args: object | string])[]): Script {
  return (answer) => {
    for (const [name, args] of toolCalls) {
      answer.toolCall(name, typeof args === "string" ? args : JSON.stringify(args))
    }
    answer.finish("tool_calls")
  }
}

/** Refuses, as vLLM words it. */
export function refuses(status: number, message: string, param: string | null = null): Script {
  return (answer) => {
    const error = { message, type: "BadRequestError", param, code: status }
    answer.raw(status, "application/json", JSON.stringify({ error }))
  }
}
