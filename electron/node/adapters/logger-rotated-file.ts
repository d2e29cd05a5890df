import { closeSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from "node:fs"
import { dirname } from "node:path"

/**
 * A log file that makes room by itself: `name`, then `name.1` … `name.<former>`. Several programs may write the
 * same one (a command line beside the server): lines are appended whole, and only one of them moves the files.
 */
export class RotatedFile {
  #descriptor: number | null = null

  constructor(
    private readonly path: string,
    private readonly limitBytes: number,
    private readonly former: number,
  ) {}

  /** Written before it returns, so that the last line before a crash is there. Never throws. */
  write(line: string): void {
    try {
      this.#descriptor ??= this.#open()
      writeSync(this.#descriptor, line)
      // Asked of the disk, not counted: another program may have written most of it.
      if (fstatSync(this.#descriptor).size >= this.limitBytes) this.#rotate(this.#descriptor)
    } catch {
      // No disk, no right: a program without its log is better than none. The next line tries again.
      this.#close()
    }
  }

  #open(): number {
    mkdirSync(dirname(this.path), { recursive: true })
    return openSync(this.path, "a", 0o600)
  }

  #rotate(descriptor: number): void {
    const isStillOurs = statSync(this.path).ino === fstatSync(descriptor).ino
    this.#close()
    // Otherwise another program has moved the file on; the next line opens the new one.
    if (!isStillOurs) return
    for (let number = this.former - 1; number >= 1; number--)
      moveIfThere(this.#name(number), this.#name(number + 1))
    moveIfThere(this.path, this.#name(1))
  }

  #name(number: number): string {
    return `${this.path}.${number}`
  }

  #close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch {
    // The first rotations have fewer files than places.
  }
}
