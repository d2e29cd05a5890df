import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { completionScript, SHELLS } from "../completion-script"
import { defineCommand } from "../define"
import { UsageError } from "../usage"

/** `glimmer completion bash`: what the shell is to know to complete our commands. */
export function completionCommand(program: Command, words: CliWords): void {
  const choices = SHELLS.join(", ")
  defineCommand(program, words, "completion", "completion")
    .argument("<shell>", `${words.help.arguments.shell} (${choices})`)
    .action((typed: string) => {
      const shell = SHELLS.find((one) => one === typed)
      if (shell === undefined) {
        throw new UsageError(words.say("not-a-choice", { typed, choices }), "glimmer completion")
      }
      process.stdout.write(completionScript(program, shell))
    })
}
