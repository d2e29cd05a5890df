import { CommanderError } from "commander"
import { makeProblem } from "#common/domain/problem"
import { CliWords } from "./cli-words"
import { EXIT } from "./command"
import { languageHere } from "./language"
import { makeProgram } from "./program"
import { UsageError } from "./usage"

// In a package Electron runs this as its Node. What is started from here, a browser above all, may be an Electron
// program that would take the wish for its own.
delete process.env["ELECTRON_RUN_AS_NODE"]

const words = new CliWords(languageHere(process.env))
const typed = process.argv.slice(2)
watchResults(words)
try {
  await makeProgram(words).parseAsync(typed.length === 0 ? ["--help"] : typed, { from: "user" })
} catch (error) {
  if (error instanceof UsageError) {
    const command = error.command ?? "glimmer"
    // A program that asked for JSON gets a value to read, whatever went wrong.
    if (typed.includes("--json")) {
      process.stdout.write(`${JSON.stringify({ problem: makeProblem("invalid-input", { command }) })}\n`)
    }
    process.stderr.write(`${error.message}\n${words.say("see-help", { command })}\n`)
    process.exitCode = EXIT.usage
  } else if (error instanceof CommanderError) {
    // Help and version end by an error of the library's, too.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
  } else throw error
}

/**
 * Results that cannot be written, on a full disk above all, make it a failure whatever the command itself achieved. A
 * reader who has seen enough does not.
 */
function watchResults(said: CliWords): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || process.listenerCount("exit", failAnyway) > 0) return
    process.on("exit", failAnyway)
    process.stderr.write(`${said.say("results-lost", { why: error.message })}\n`)
  })
}

function failAnyway(): void {
  process.exitCode = EXIT.failed
}
