import type { Command } from "commander"
import type { CliCommandName } from "#common/data/words/cli-help-words"
import type { CliWords } from "./cli-words"

/** Adds a command with its help in the person's language. `signature` is how the library wants it: `plan [model]`. */
export function defineCommand(
  parent: Command,
  words: CliWords,
  name: CliCommandName,
  signature: string,
): Command {
  const { summary, description, examples } = words.help.commands[name]
  const lines = examples.map((example) => `  ${example}`)
  const after = lines.length === 0 ? "" : `\n${words.help.examples}\n${lines.join("\n")}`
  return parent.command(signature).summary(summary).description(description).addHelpText("after", after)
}
