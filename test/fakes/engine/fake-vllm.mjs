#!/usr/bin/env node
// Stands in for an environment's `python -m vllm.entrypoints.cli.main serve …`: real processes, a real port, real
// signals, and the manners of vLLM that were measured. What it does wrong is chosen by the model folder's name.
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { basename } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const args = process.argv.slice(2)
if (args[0] === "--engine-core") await engineCore()
else if (args.includes("vllm.entrypoints.cli.main")) await apiServer()
else process.exit(0)

/** The process that holds the memory. Outlives a killed API server, as vLLM's does. */
async function engineCore() {
  process.title = "VLLM::EngineCore"
  process.on("SIGTERM", () => process.exit(0))
  setInterval(() => undefined, 1000)
}

async function apiServer() {
  const model = args[args.indexOf("serve") + 1] ?? ""
  const port = Number(args[args.indexOf("--port") + 1])
  const mood = basename(model)
  let serving = false
  let terms = 0
  let core = null
  process.on("SIGTERM", () => {
    terms++
    // Measured in three of three starts: the first SIGTERM before it serves is ignored.
    if (!serving && terms < 2) return
    core?.kill("SIGTERM")
    process.exit(serving ? 0 : 1)
  })
  say("vLLM server version 0.0.0, serving model fake")
  if (mood === "crashes-at-start") {
    process.stderr.write(
      "ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when initializing the engine.\n",
    )
    process.stderr.write(
      "RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}\n",
    )
    process.exit(1)
  }
  core = spawn(process.execPath, [process.argv[1], "--engine-core"], { stdio: "inherit" })
  say("Starting to load model fake...")
  if (mood === "never-ready") await new Promise(() => setInterval(() => undefined, 1000))
  say("Model loading took 17.55 GiB memory and 3.2 seconds")
  say("GPU KV cache size: 1,409,968 tokens, Maximum concurrency for 32,768 tokens per request: 43.03x")
  const server = createServer(async (request, response) => {
    if (request.url === "/health")
      return response.writeHead(core.exitCode === null && core.signalCode === null ? 200 : 503).end()
    if (request.headers.authorization !== `Bearer ${process.env["VLLM_API_KEY"]}`)
      return response.writeHead(401).end('{"error":"Unauthorized"}')
    let body = ""
    for await (const chunk of request) body += chunk
    process.stdout.write(
      `(APIServer pid=${process.pid}) INFO:     127.0.0.1:41234 - "POST ${request.url} HTTP/1.1" 200 OK\n`,
    )
    if (mood === "dies-on-first-request") {
      process.stderr.write("RuntimeError: Boolean value of Tensor with more than one value is ambiguous\n")
      core.kill("SIGKILL")
      response.writeHead(500, { "content-type": "application/json" })
      response.end(
        '{"error":{"message":"EngineCore encountered an issue. See stack trace (above) for the root cause."}}',
      )
      await sleep(300)
      // Exit code 0, as measured: an exit code says nothing.
      process.exit(0)
    }
    const asked = JSON.parse(body)
    if (asked.stream === true) return streamAnswer(asked, response)
    response.writeHead(200, { "content-type": "application/json" })
    response.end(JSON.stringify({ choices: [{ finish_reason: "stop", message: { content: "Hello!" } }] }))
  })
  server.listen(port, "127.0.0.1", () => {
    serving = true
    say(`Starting vLLM server on http://127.0.0.1:${port}`)
    process.stderr.write(`(APIServer pid=${process.pid}) INFO:     Application startup complete.\n`)
  })
  // vLLM's own watchdog: without an engine the server goes, with exit code 0.
  core.on("exit", () => setTimeout(() => process.exit(0), mood === "lingers" ? 60_000 : 1500))
}

/** A line as vLLM's own logger writes it. */
function say(line) {
  process.stdout.write(`(APIServer pid=${process.pid}) INFO 11-22 18:29:19 [fake.py:1] ${line}\n`)
}

/** A sum is worked out by the calculator, "sing" never ends, and all else is answered with a greeting. */
async function streamAnswer({ messages, tools = [] }, response) {
  const { role, content } = messages.at(-1)
  const sum = /\d+ ?\* ?\d+/.exec(content)?.[0]
  response.writeHead(200, { "content-type": "text/event-stream" })
  const send = (delta, reason = null) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`)
  send({ role: "assistant", content: "" })
  if (role === "tool") send({ content: `The tool says ${content}.` })
  else if (sum !== undefined && tools.some((tool) => tool.function.name === "calculator")) {
    const call = { name: "calculator", arguments: JSON.stringify({ expression: sum }) }
    send({ tool_calls: [{ index: 0, id: "call-1", type: "function", function: call }] })
    send({}, "tool_calls")
    return response.end("data: [DONE]\n\n")
  } else if (content.includes("sing")) {
    while (!response.destroyed) {
      send({ content: "la " })
      await sleep(20)
    }
    return
  } else send({ content: "Hello!" })
  send({}, "stop")
  response.end("data: [DONE]\n\n")
}
