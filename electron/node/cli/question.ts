import { createInterface } from "node:readline"

/** Lines that come closer together than this were pasted at once: they are one answer. ms. */
const ONE_PASTE_MS = 30

/** Asks the person at the terminal; null when they end the input or interrupt. `history` is what the arrow keys recall. */
export function ask(prompt: string, signal: AbortSignal, history: string[] = []): Promise<string | null> {
  const input = createInterface({
    ...{ input: process.stdin, output: process.stderr, terminal: process.stderr.isTTY },
    ...{ prompt, history: [...history], historySize: 200 },
  })
  return new Promise((resolve) => {
    const lines: string[] = []
    let timer: NodeJS.Timeout | undefined
    const finish = (answer: string | null) => {
      clearTimeout(timer)
      signal.removeEventListener("abort", leave)
      input.removeAllListeners()
      input.close()
      if (answer === null) process.stderr.write("\n")
      else if (answer.trim() !== "") history.unshift(answer)
      resolve(answer)
    }
    const leave = () => finish(null)
    input.on("line", (line) => {
      lines.push(line)
      clearTimeout(timer)
      timer = setTimeout(() => finish(lines.join("\n")), ONE_PASTE_MS)
    })
    // While a line is read the terminal hands Ctrl-C to it instead of sending a signal.
    input.once("SIGINT", leave)
    input.once("close", () => finish(lines.length === 0 ? null : lines.join("\n")))
    signal.addEventListener("abort", leave, { once: true })
    if (signal.aborted) leave()
    else input.prompt()
  })
}
