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
      maxModelLen: 2048,
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

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const received: ReceivedRequest = {
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    }
    this.requests.push(received)
    const answer = new FakeAnswer(response, received.body)
    const script = this.#scripts.shift()
    const waiting = script === undefined ? this.#waiting.shift() : undefined
    if (script !== undefined) await script(answer, received)
    else if (waiting !== undefined) waiting(answer)
    else this.#unanswered.push(answer)
  }
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
