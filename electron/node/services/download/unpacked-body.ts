import { Readable, type Transform } from "node:stream"
import { createBrotliDecompress, createUnzip } from "node:zlib"
import { HttpFault } from "#common/domain/transfer/http-fault"
import type { HttpBody, LentBytes } from "../../ports"

/**
 * The file behind a body that was squeezed on the way although that was declined; null for a way nobody knows here.
 * Rejects with an `HttpFault`, also where what came is not what its label says.
 */
export function unpackedBody(body: HttpBody, encoding: string): HttpBody | null {
  const unpacker = unpackerOf(encoding)
  if (unpacker === null) return null
  const packed = Readable.from(copies(body))
  packed.on("error", (error) => unpacker.destroy(error))
  const pieces: AsyncIterator<Uint8Array> = packed.pipe(unpacker)[Symbol.asyncIterator]()
  return {
    ...body,
    async next(): Promise<LentBytes | null> {
      try {
        const { done, value } = await pieces.next()
        return done === true ? null : { bytes: value, release: () => undefined }
      } catch (error) {
        if (HttpFault.isFault(error)) throw error
        throw new HttpFault("malformed", URL.parse(body.url)?.host ?? "", `${encoding}: ${String(error)}`)
      }
    },
    close() {
      packed.destroy()
      unpacker.destroy()
      body.close()
    },
  }
}

function unpackerOf(encoding: string): Transform | null {
  if (/^(?:x-)?gzip$|^deflate$/iu.test(encoding.trim())) return createUnzip()
  return /^br$/iu.test(encoding.trim()) ? createBrotliDecompress() : null
}

/** Unpacking keeps what it is given for a while; lent memory has to go back at once. */
async function* copies(body: HttpBody): AsyncGenerator<Uint8Array> {
  for (let piece = await body.next(); piece !== null; piece = await body.next()) {
    const copy = Uint8Array.from(piece.bytes)
    piece.release()
    yield copy
  }
}
