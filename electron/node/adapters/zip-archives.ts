import { createHash } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { text } from "node:stream/consumers"
import yauzl from "yauzl"
import type { Archives, RandomAccess } from "../ports"

/** Zip files by yauzl. */
export function createArchives(): Archives {
  return {
    async sha256(path) {
      const hash = createHash("sha256")
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
      return hash.digest("hex")
    },
    async extract(zipPath, entryName, target) {
      const zip = await yauzl.openPromise(zipPath)
      const found = await withEntry(
        zip,
        (name) => name === entryName,
        (stream) => pipeline(stream, createWriteStream(target)),
      )
      if (!found) throw new Error(`${zipPath} holds no ${entryName}`)
    },
    async readEntry(source, passes) {
      const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(source), source.bytes)
      let content: string | null = null
      await withEntry(zip, passes, async (stream) => {
        content = await text(stream)
      })
      return content
    },
  }
}

/** Hands the first entry that passes to `use`; false when none does. Closes the file in any case. */
async function withEntry(
  zip: yauzl.ZipFile,
  passes: (name: string) => boolean,
  use: (stream: Readable) => Promise<void>,
): Promise<boolean> {
  try {
    for await (const entry of zip.eachEntry()) {
      if (!passes(entry.fileName)) continue
      await use(await zip.openReadStreamPromise(entry))
      return true
    }
    return false
  } finally {
    zip.close()
  }
}

/** yauzl's view of bytes that may lie on a server. */
class Reader extends yauzl.RandomAccessReader {
  constructor(private readonly source: RandomAccess) {
    super()
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { source } = this
    return Readable.from(
      (async function* () {
        yield Buffer.from(await source.read(start, end - start))
      })(),
    )
  }
}
