import { CommanderError } from "commander"
import { CliWords } from "./cli-words"
import { EXIT } from "./command"
import { languageHere } from "./language"
import { makeProgram } from "./program"
import { UsageError } from "./usage"

// In a package Electron runs this as its Node. What is started from here, a browser above all, may be an Electron
// program that would take the wish for its own.
delete process.env["ELECTRON_RUN_AS_NODE"]

const words = new CliWords(languageHere(process.env))
try {
  const typed = process.argv.slice(2)
  await makeProgram(words).parseAsync(typed.length === 0 ? ["--help"] : typed, { from: "user" })
} catch (error) {
  if (error instanceof UsageError) {
    const command = error.command ?? "glimmer"
    process.stderr.write(`${error.message}\n${words.say("see-help", { command })}\n`)
    process.exitCode = EXIT.usage
  } else if (error instanceof CommanderError) {
    // Help and version end by an error of the library's, too.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
  } else throw error
}
