import type { Argument, HelpConfiguration, Option } from "commander"
import type { CliHelpWords } from "#common/data/words/cli-help-words"
import { widthOf, wrapTo } from "./text-width"

/** Wider lines are hard to read, however wide the terminal is. */
const WIDEST_COLUMNS = 100

/** How help looks in a language: headings, defaults, and widths that are right for Chinese too. */
export function helpPage({ headings, notes }: CliHelpWords): HelpConfiguration {
  const withNotes = ({
    description,
    argChoices,
    defaultValue,
    defaultValueDescription,
  }: Option | Argument) => {
    const choices = argChoices === undefined ? [] : [`${notes.choices} ${argChoices.join(", ")}`]
    const value = defaultValueDescription ?? (defaultValue === undefined ? null : String(defaultValue))
    const all = [...choices, ...(value === null ? [] : [`${notes.default} ${value}`])]
    return all.length === 0 ? description : `${description} (${all.join("; ")})`
  }
  return {
    helpWidth: Math.min(process.stdout.columns || 80, WIDEST_COLUMNS),
    styleTitle: (title) => headings.find(([english]) => english === title)?.[1] ?? title,
    displayWidth: widthOf,
    boxWrap: (text, width) => wrapTo(text, width).join("\n"),
    optionDescription: withNotes,
    argumentDescription: withNotes,
    // What a command takes is said on its own page.
    subcommandTerm: (command) => command.name(),
  }
}
