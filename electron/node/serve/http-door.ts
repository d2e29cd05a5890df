import { createReadStream } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { pipeline } from "node:stream/promises"
import { createGzip } from "node:zlib"
import { z } from "zod"
import type { Logger } from "../ports"
import { SESSION_PATH } from "./access-policy"
import { type Admission, type DoorKeeper, pathOf } from "./door-keeper"
import { ENTER_SCRIPT, ENTER_STYLE, enterPage, lockedPage } from "./door-pages"
import { securityHeaders } from "./security-headers"
import type { FindStatic, StaticFile } from "./static-files"

/** A token with its JSON around it is a tenth of this. Bytes. */
const LARGEST_BODY_BYTES = 1024
/** Smaller files gain nothing from compression. Bytes. */
const COMPRESS_FROM_BYTES = 2048

const entering = z.strictObject({ token: z.string().min(1).max(200) })

const HTML = "text/html; charset=utf-8"
const OPEN_PAGES: Readonly<Record<string, { readonly type: string; readonly body: () => string }>> = {
  "/enter": { type: HTML, body: enterPage },
  "/enter.js": { type: "text/javascript; charset=utf-8", body: () => ENTER_SCRIPT },
  "/enter.css": { type: "text/css; charset=utf-8", body: () => ENTER_STYLE },
}

/** Answers plain HTTP: how to get in, the exchange of the token, and the built page. */
export function httpDoor(
  keeper: DoorKeeper,
  findStatic: FindStatic,
  log: Logger,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, response, keeper, findStatic).catch((error: unknown) => {
      log.warn("a request could not be answered", { path: pathOf(request), error })
      if (response.headersSent) response.destroy()
      else send(response, 500, "text/plain", "internal")
    })
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  keeper: DoorKeeper,
  findStatic: FindStatic,
): Promise<void> {
  const admission = keeper.admit(request, "request")
  const headers = securityHeaders([`ws://${request.headers.host}`, `wss://${request.headers.host}`])
  // A host that was refused is not repeated in a header.
  if (admission.allow) for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  else return refuse(request, response, admission)

  const path = pathOf(request)
  const open = OPEN_PAGES[path]
  if (open !== undefined) return send(response, 200, open.type, open.body())
  if (path === SESSION_PATH) {
    if (request.method === "POST") return exchange(request, response, keeper)
    // Lets a page ask whether its session still holds.
    return send(response, 204)
  }
  const file = findStatic(path)
  if (file === null) return send(response, 404, "text/plain", "not-found")
  return sendFile(request, response, file)
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  admission: Admission & { allow: false },
): void {
  for (const [name, value] of Object.entries(securityHeaders([]))) response.setHeader(name, value)
  if (admission.waitSeconds > 0) response.setHeader("Retry-After", admission.waitSeconds)
  if (admission.status === 401) response.setHeader("WWW-Authenticate", "Bearer")
  const forPeople = admission.status === 401 && (request.headers.accept ?? "").includes("text/html")
  if (forPeople) send(response, 401, HTML, lockedPage())
  else send(response, admission.status, "text/plain", admission.reason)
}

async function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  keeper: DoorKeeper,
): Promise<void> {
  // Only scripts of our own page can send this type; a form on any page could send others.
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    return send(response, 415, "text/plain", "json-only")
  }
  const text = await readBody(request)
  if (text === null) {
    response.setHeader("Connection", "close")
    return send(response, 413, "text/plain", "too-large")
  }
  const input = readEntering(text)
  if (input === null) return send(response, 400, "text/plain", "invalid-input")
  const outcome = keeper.exchange(request, input.token)
  if ("cookie" in outcome) {
    response.setHeader("Set-Cookie", outcome.cookie)
    return send(response, 204)
  }
  if (outcome.waitSeconds === 0) return send(response, 401, "text/plain", "wrong-token")
  response.setHeader("Retry-After", outcome.waitSeconds)
  return send(response, 429, "text/plain", "too-many-guesses")
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return null
    bytes += chunk.length
    if (bytes > LARGEST_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

function readEntering(text: string): { token: string } | null {
  try {
    return entering.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): Promise<void> {
  response.setHeader("Content-Type", file.type)
  response.setHeader("ETag", file.etag)
  response.setHeader("Cache-Control", file.immutable ? "private, max-age=31536000, immutable" : "no-cache")
  if (request.headers["if-none-match"] === file.etag) return void response.writeHead(304).end()
  const compress = isCompressible(file) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")
  if (compress) response.setHeader("Content-Encoding", "gzip")
  else response.setHeader("Content-Length", file.bytes)
  response.setHeader("Vary", "Accept-Encoding")
  if (request.method === "HEAD") return void response.writeHead(200).end()
  const content = createReadStream(file.path)
  // A light level: it may travel through a tunnel, yet most often only from one program to the next.
  await (compress ? pipeline(content, createGzip({ level: 4 }), response) : pipeline(content, response))
}

function isCompressible(file: StaticFile): boolean {
  return file.bytes >= COMPRESS_FROM_BYTES && /^(text\/|application\/json|image\/svg)/.test(file.type)
}

function send(response: ServerResponse, status: number, type?: string, body?: string): void {
  response.setHeader("Cache-Control", "no-store")
  if (type !== undefined) response.setHeader("Content-Type", type)
  if (body !== undefined) response.setHeader("Content-Length", Buffer.byteLength(body))
  response.writeHead(status).end(response.req.method === "HEAD" ? undefined : body)
}
