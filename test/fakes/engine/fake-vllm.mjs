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
  const say = (line) =>
    process.stdout.write(`(APIServer pid=${process.pid}) INFO 11-22 18:29:19 [fake.py:1] ${line}\n`)
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
    for await (const chunk of request) void chunk
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
