import { resolve } from "node:path"
import { Option } from "commander"
import type { CliWords } from "./cli-words"
import { UsageError } from "./usage"

/** An option whose value is one of a few; the library's own refusal is English. */
export function choiceOption(
  words: CliWords,
  flags: string,
  description: string,
  choices: readonly string[],
): Option {
  return new Option(flags, description).choices(choices).argParser((typed) => {
    if (choices.includes(typed)) return typed
    throw new UsageError(words.say("not-a-choice", { typed, choices: choices.join(", ") }))
  })
}

/** A folder, with its full path. An empty name would be the present one, as an unset variable of a script is. */
export function folderValue(words: CliWords): (typed: string) => string {
  return (typed) => {
    if (typed.trim() !== "") return resolve(typed)
    throw new UsageError(words.say("no-folder"))
  }
}

/** A whole number over 0. */
export function countValue(words: CliWords): (typed: string) => number {
  return (typed) => {
    const value = Number(typed)
    if (Number.isSafeInteger(value) && value > 0) return value
    throw new UsageError(words.say("not-a-count", { typed }))
  }
}

/** A context length; people write 32k and 128K for thousands of 1024. */
export function tokensValue(words: CliWords): (typed: string) => number {
  return (typed) => {
    const parts = /^(\d+(?:\.\d+)?)([kKmM]?)$/.exec(typed)
    const unit = { "": 1, k: 1024, m: 1024 ** 2 }[parts?.[2]?.toLowerCase() ?? ""] ?? 1
    const value = Number(parts?.[1] ?? 0) * unit
    if (Number.isSafeInteger(value) && value > 0) return value
    throw new UsageError(words.say("not-a-count", { typed }))
  }
}

/** A share of the GPU's memory: 0.6 or 60%. */
export function shareValue(words: CliWords): (typed: string) => number {
  return (typed) => {
    const value = typed.endsWith("%") ? Number(typed.slice(0, -1)) / 100 : Number(typed)
    if (typed !== "" && value > 0 && value <= 1) return value
    throw new UsageError(words.say("not-a-share", { typed }))
  }
}

export function portValue(words: CliWords): (typed: string) => number {
  return (typed) => {
    const value = Number(typed)
    if (Number.isInteger(value) && value > 0 && value < 65_536) return value
    throw new UsageError(words.say("not-a-port", { typed }))
  }
}

/** Collects what is given more than once, or with commas. */
export function listValue(typed: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...typed.split(",").map((part) => part.trim())].filter((part) => part !== "")
}
