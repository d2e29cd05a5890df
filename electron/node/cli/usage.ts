import { Command, type Option } from "commander"
import type { CliWords } from "./cli-words"
import { similarTo } from "./suggest"

/** What was typed cannot be run; the message says why, in the person's language. */
export class UsageError extends Error {
  override readonly name = "UsageError"

  constructor(
    message: string,
    /** The command to ask for help about: `glimmer start`. */
    readonly command: string | null = null,
  ) {
    super(message)
  }
}

/**
 * A command whose complaints about what was typed are in the person's language. The methods below are those by which
 * the library complains; what it would say itself is English.
 */
export class SpokenCommand extends Command {
  constructor(
    private readonly words: CliWords,
    name?: string,
  ) {
    super(name)
  }

  override createCommand(name?: string): SpokenCommand {
    return new SpokenCommand(this.words, name)
  }

  /** Values are refused by readers that know no command; its help is to be pointed to all the same. */
  override parseOptions(args: string[]): ReturnType<Command["parseOptions"]> {
    try {
      return super.parseOptions(args)
    } catch (error) {
      if (!(error instanceof UsageError) || error.command !== null) throw error
      throw new UsageError(error.message, fullName(this))
    }
  }

  unknownCommand(): never {
    const names = this.commands.map((command) => command.name())
    const [typed = ""] = this.args
    return this.#refuse(this.words.say("unknown-command", { typed }), similarTo(typed, names))
  }

  unknownOption(typed: string): never {
    const flags = this.createHelp()
      .visibleOptions(this)
      .flatMap((option) => option.long ?? [])
    return this.#refuse(this.words.say("unknown-option", { typed }), similarTo(typed, flags))
  }

  missingArgument(argument: string): never {
    return this.#refuse(this.words.say("missing-argument", { argument }))
  }

  optionMissingArgument(option: Option): never {
    return this.#refuse(this.words.say("missing-value", { option: option.flags }))
  }

  _excessArguments(received: readonly string[]): void {
    // A group of commands takes no argument of its own: what stands there was to be a command.
    if (this.commands.length > 0) this.unknownCommand()
    const extra = received.slice(this.registeredArguments.length).join(" ")
    this.#refuse(this.words.say("too-many-arguments", { extra }))
  }

  #refuse(sentence: string, meant: readonly string[] = []): never {
    const hint = meant[0] === undefined ? [] : [this.words.say("did-you-mean", { meant: meant[0] })]
    throw new UsageError(this.words.together(sentence, ...hint), fullName(this))
  }
}

/** `glimmer engines use`. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}
