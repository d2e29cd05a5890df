/** Lets any number of readers wait for "something changed" without missing a change between two waits. */
export class Wake {
  #version = 0
  #waiting = new Set<() => void>()

  /** Counts changes; hand it back to {@link after} to wait for the next. */
  get version(): number {
    return this.#version
  }

  /** Tells every waiting reader. */
  wake(): void {
    this.#version++
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resume of waiting) resume()
  }

  /** Resolves once the version differs from `seen`, or when the signal is aborted. */
  after(seen: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#version !== seen || signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const resume = () => {
        this.#waiting.delete(resume)
        signal?.removeEventListener("abort", resume)
        resolve()
      }
      this.#waiting.add(resume)
      signal?.addEventListener("abort", resume, { once: true })
    })
  }
}
