import { basename } from "node:path"
import type { Readable } from "node:stream"
import { createGunzip } from "node:zlib"
import { makeProblem, ProblemError } from "#common/domain/problem"

/** Enough to tell what a file is. */
const SAMPLE_BYTES = 4096

/**
 * A log as UTF-8, whatever it comes as: compressed by whoever rotates logs, or in UTF-16 as Windows' shell writes
 * them. Fails with `not-a-text-file` where it is neither text nor that.
 */
export async function* logText(input: Readable, path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = chunksOf(input)
  const sample = await firstChunk(chunks)
  const rest = joined(sample, chunks)
  if (sample[0] === 0x1f && sample[1] === 0x8b) yield* unpacked(rest, path)
  else yield* inUtf8(rest, encodingOf(sample, path))
}

async function* chunksOf(input: Readable): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of input) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
}

async function firstChunk(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let sample = Buffer.alloc(0)
  while (sample.length < 4) {
    const next = await chunks.next()
    if (next.done === true) break
    sample = Buffer.concat([sample, next.value])
  }
  return sample
}

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  yield first
  yield* rest
}

async function* unpacked(
  packed: AsyncIterable<Buffer>,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip()
  void pump(packed, gunzip)
  try {
    yield* logText(gunzip, path)
  } catch (error) {
    // A log that is cut off is read as far as it goes; one that never was a log is none.
    if (error instanceof ProblemError) throw error
    throw notText(path)
  }
}

async function pump(packed: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of packed) if (!gunzip.destroyed) gunzip.write(chunk)
    gunzip.end()
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be"

function encodingOf(chunk: Buffer, path: string): Encoding {
  const sample = chunk.subarray(0, SAMPLE_BYTES)
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le"
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be"
  // Every second byte of plain words in UTF-16 is zero; a file torn by a power cut has its zeros in one place.
  const zeros = sample.filter((byte) => byte === 0).length / sample.length
  if (zeros > 0.3 && zeros < 0.7 && sample[1] === 0 && sample[3] === 0) return "utf-16le"
  if (zeros > 0.3 && zeros < 0.7 && sample[0] === 0 && sample[2] === 0) return "utf-16be"
  if (isPacked(sample) || isNoise(sample)) throw notText(path)
  return "utf-8"
}

/** How archives (zip, zstd, xz, 7z, bzip2), images, documents and programs begin. */
const BEGINNINGS = [
  "504b0304",
  "28b52ffd",
  "fd377a58",
  "377abcaf",
  "425a68",
  "89504e47",
  "25504446",
  "7f454c46",
]

function isPacked(sample: Buffer): boolean {
  const begin = sample.subarray(0, 4).toString("hex")
  return BEGINNINGS.some((known) => begin.startsWith(known))
}

/** Text has a few odd bytes at most, even when it was torn or was written in another code page. */
function isNoise(sample: Buffer): boolean {
  const odd = sample.filter(
    (byte) => byte > 0 && byte < 32 && ![7, 8, 9, 10, 12, 13, 27].includes(byte),
  ).length
  return odd > sample.length / 20
}

async function* inUtf8(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (encoding === "utf-8") return yield* chunks
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

function notText(path: string): ProblemError {
  const named = path === "-" ? {} : { path, name: basename(path) }
  return new ProblemError(makeProblem("not-a-text-file", named))
}
