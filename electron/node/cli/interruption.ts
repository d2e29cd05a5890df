/** Signals closer together than this are one press: a shell tells the whole group, and wrappers pass it on. ms. */
const ONE_PRESS_MS = 400

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** The wish of the person, or of the system, that a command ends. */
export interface Interruption {
  /** Aborted by the first Ctrl-C, by SIGTERM and SIGHUP; a second one ends the program at once. */
  readonly signal: AbortSignal
  /** What the shell is told; null while nobody has interrupted. */
  readonly exitCode: number | null
  /** While `work` goes on, a Ctrl-C means this instead of the end of the command. */
  during<T>(handle: () => void, work: () => Promise<T>): Promise<T>
}

/** Listens to this process's signals. */
export function listenForInterruption(): Interruption {
  const abort = new AbortController()
  let instead: (() => void) | null = null
  let exitCode: number | null = null
  let lastMs = -Infinity
  for (const [name, code] of Object.entries(EXIT_CODES)) {
    process.on(name, () => {
      const nowMs = performance.now()
      const again = nowMs - lastMs > ONE_PRESS_MS
      lastMs = nowMs
      if (!again) return
      if (name === "SIGINT" && instead !== null) return instead()
      if (abort.signal.aborted) process.exit(code)
      exitCode = code
      abort.abort(new Error("interrupted"))
    })
  }
  return {
    signal: abort.signal,
    get exitCode() {
      return exitCode
    },
    async during(handle, work) {
      const before = instead
      instead = handle
      try {
        return await work()
      } finally {
        instead = before
      }
    },
  }
}
