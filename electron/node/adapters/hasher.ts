import { Worker } from "node:worker_threads"
import { HASHER_PROGRAM, type HasherAnswer, type HasherQuestion } from "./hasher-program"
import { hashHere } from "./hasher-here"
import type { FileHash, Hasher } from "../ports"

/** One keeps up with ten gigabits a second, two with a fast disk. Each costs some megabytes and a start. */
const MOST_THREADS = 2
/** Another thread is worth its start when this many files wait for the first. */
const BACKLOG = 4
/** Below this, a file is hashed before a thread has started. */
const SMALL_BYTES = 8 * 1024 * 1024

/** Hashes large files on threads of its own, which start with the first one and rest while there is none. */
export function createHasher(): Hasher {
  const threads: HashThread[] = []
  let files = 0
  return {
    async open(path, bytes) {
      if (bytes !== null && bytes <= SMALL_BYTES) return hashHere(path)
      const isBehind = threads.every((thread) => thread.backlog >= BACKLOG)
      if (isBehind && threads.length < MOST_THREADS) threads.push(new HashThread())
      const [thread = new HashThread()] = threads.toSorted((one, other) => one.backlog - other.backlog)
      return thread.open(files++, path)
    },
    async close() {
      await Promise.all(threads.splice(0).map((thread) => thread.end()))
    },
  }
}

interface Waiting {
  readonly resolve: (digest: string) => void
  readonly reject: (error: Error) => void
}

class HashThread {
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #asked = 0

  /** Steps that were asked for and not taken yet. */
  get backlog(): number {
    return this.#waiting.size
  }

  async open(file: number, path: string): Promise<FileHash> {
    let isOpen = true
    await this.#ask({ file, act: "open", path })
    return {
      advance: (bytes) => this.#ask({ file, act: "advance", bytes }),
      retreat: async () => void (await this.#ask({ file, act: "retreat" })),
      close: async () => {
        if (!isOpen) return
        isOpen = false
        await this.#ask({ file, act: "close" })
      },
    }
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
  }

  #ask(question: HasherQuestion): Promise<string> {
    const worker = (this.#worker ??= this.#start())
    const number = this.#asked++
    worker.ref()
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      worker.postMessage({ number, ...question }, [])
    })
  }

  #start(): Worker {
    // As text: a worker in a file of its own is lost when the program is bundled.
    const worker = new Worker(HASHER_PROGRAM, {
      eval: true,
      name: "hasher",
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 },
    })
    worker.on("message", (answer: HasherAnswer) => {
      const waiting = this.#waiting.get(answer.number)
      this.#waiting.delete(answer.number)
      if (answer.error === null) waiting?.resolve(answer.digest)
      else waiting?.reject(new Error(answer.error))
      this.#restWhenIdle(worker)
    })
    const fail = (error: Error) => {
      for (const waiting of this.#waiting.values()) waiting.reject(error)
      this.#waiting.clear()
      this.#worker = null
    }
    worker.on("error", fail)
    worker.on("exit", () => fail(new Error("the hashing thread has ended")))
    return worker
  }

  /** A thread without work keeps no program alive. */
  #restWhenIdle(worker: Worker): void {
    if (this.#waiting.size === 0) worker.unref()
  }
}
