import { constants, type FileHandle, open } from "node:fs/promises"
import type { OpenFile } from "../ports"
import { problemOfSystemError } from "./files-problem"

/** Opens a file for reading, or for writing at positions; what it holds already stays. */
export async function openFile(path: string, how: "read" | "write"): Promise<OpenFile> {
  // Neither "w" (empties the file) nor "a" (ignores positions) nor "r+" (wants it to exist).
  const flags = how === "read" ? constants.O_RDONLY : constants.O_RDWR | constants.O_CREAT
  const file = await open(path, flags, 0o644)
  const told = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      throw problemOfSystemError(error, path)
    }
  }
  return {
    write: (chunk, position) => told(() => writeAll(file, chunk, position)),
    read: (length, position) => told(() => readAll(file, length, position)),
    truncate: (bytes) => told(() => file.truncate(bytes)),
    sync: () => told(() => file.sync()),
    close: () => told(() => file.close()),
  }
}

/** The system may take less than it was given, on a nearly full disk above all. */
async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.byteLength - done, position + done)
    done += bytesWritten
  }
}

/** Fewer bytes than asked only where the file ends. */
async function readAll(file: FileHandle, length: number, position: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer.subarray(0, done)
}
