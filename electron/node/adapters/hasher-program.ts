/** What a hashing thread is asked. */
export type HasherQuestion =
  | { readonly file: number; readonly act: "open"; readonly path: string }
  | { readonly file: number; readonly act: "advance"; readonly bytes: number }
  | { readonly file: number; readonly act: "retreat" }
  | { readonly file: number; readonly act: "close" }

/** What it answers; `digest` is empty where there is none. */
export interface HasherAnswer {
  readonly number: number
  readonly digest: string
  readonly error: string | null
}

/**
 * The thread's whole program, plain JavaScript. It reads what the downloader has just written, which the system still
 * holds in memory, and keeps the state before the last advance so that it can be taken back.
 */
export const HASHER_PROGRAM = `
"use strict"
const { createHash } = require("node:crypto")
const { closeSync, openSync, readSync } = require("node:fs")
const { parentPort } = require("node:worker_threads")

const buffer = Buffer.allocUnsafeSlow(1 << 20)
const files = new Map()

const acts = {
  open({ file, path }) {
    files.set(file, { descriptor: openSync(path, "r"), now: { bytes: 0, hash: createHash("sha256") }, before: null })
    return ""
  },
  advance({ file, bytes }) {
    const state = files.get(file)
    const next = { bytes: state.now.bytes, hash: state.now.hash.copy() }
    while (next.bytes < bytes) {
      const count = readSync(state.descriptor, buffer, 0, Math.min(buffer.length, bytes - next.bytes), next.bytes)
      if (count === 0) throw new Error("the file ends at " + next.bytes + " of " + bytes + " bytes")
      next.hash.update(count === buffer.length ? buffer : buffer.subarray(0, count))
      next.bytes += count
    }
    state.before = state.now
    state.now = next
    return next.hash.copy().digest("hex")
  },
  retreat({ file }) {
    const state = files.get(file)
    if (state.before !== null) state.now = state.before
    state.before = null
    return ""
  },
  close({ file }) {
    const state = files.get(file)
    files.delete(file)
    if (state !== undefined) closeSync(state.descriptor)
    return ""
  },
}

parentPort.on("message", (question) => {
  try {
    parentPort.postMessage({ number: question.number, digest: acts[question.act](question), error: null })
  } catch (error) {
    parentPort.postMessage({ number: question.number, digest: "", error: String(error && error.message || error) })
  }
})
`
