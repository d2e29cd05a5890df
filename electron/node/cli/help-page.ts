import { type Argument, Help, type HelpConfiguration, type Option } from "commander"
import type { CliHelpWords } from "#common/data/words/cli-help-words"
import { padTo, widthOf, wrapTo } from "./text-width"

/** Wider lines are hard to read, however wide the terminal is. */
const WIDEST_COLUMNS = 100
/** With less room beside the names, what is said about them goes below. */
const NARROWEST_COLUMNS = 32

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
  const columns = Math.min(process.stdout.columns || 80, WIDEST_COLUMNS)
  return {
    helpWidth: columns,
    // A full-width colon brings its own space.
    formatHelp: (command, helper) => new Help().formatHelp.call(helper, command, helper).replace("： ", "："),
    formatItem: (term, termWidth, description) => itemText(term, termWidth, description, columns),
    styleTitle: (title) => headings.find(([english]) => english === title)?.[1] ?? title,
    displayWidth: widthOf,
    boxWrap: (text, width) => wrapTo(text, width).join("\n"),
    optionDescription: withNotes,
    argumentDescription: withNotes,
    // What a command takes is said on its own page.
    subcommandTerm: (command) => command.name(),
  }
}

/** A name and what is said about it: side by side, or one below the other. */
function itemText(term: string, termWidth: number, description: string, columns: number): string {
  if (description === "") return `  ${term}`
  const beside = columns - termWidth - 4 >= NARROWEST_COLUMNS
  const indent = " ".repeat(beside ? termWidth + 4 : 6)
  const text = wrapTo(description, columns - indent.length).join(`\n${indent}`)
  return beside ? `  ${padTo(term, termWidth)}  ${text}` : `  ${term}\n${indent}${text}`
}
