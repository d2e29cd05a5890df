import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { statSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { cliHelp as english } from "#common/data/words/cli-help.en"
import { cliHelp as chinese } from "#common/data/words/cli-help.zh-CN"
import type { CliHelpWords } from "#common/data/words/cli-help-words"
import { CliWords } from "#node/cli/cli-words"
import { makeProgram } from "#node/cli/program"
import { widthOf } from "#node/cli/text-width"
import { emptyHome, glimmer, launch } from "./glimmer"

const PROGRAM = makeProgram(new CliWords("en"))
/** Every command as it is typed: `detect`, `engines use`. */
const COMMANDS = PROGRAM.commands.flatMap((command) => [
  [command.name()],
  ...command.commands.map((one) => [command.name(), one.name()]),
])

describe("help", { timeout: 60_000 }, () => {
  it.each([
    ["C.UTF-8", english, chinese],
    ["zh_CN.UTF-8", chinese, english],
  ])("is in the terminal's language (%s), whole, and no wider than the page", async (LANG, own, other) => {
    const home = await emptyHome()
    const pages = await Promise.all(
      [[], ...COMMANDS].map((command) => glimmer([...command, "--help"], { ...home, LANG })),
    )
    const foreign = sentencesOf(other).filter((sentence) => !sentencesOf(own).includes(sentence))
    for (const { code, stdout, stderr } of pages) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
      const text = stdout.replaceAll(/\s+/g, "")
      expect(foreign.filter((sentence) => text.includes(sentence.replaceAll(/\s+/g, "")))).toEqual([])
      // Examples are to be typed as they stand, so they are not broken.
      const prose = stdout.slice(0, stdout.indexOf(own.examples))
      expect(prose.split("\n").filter((line) => widthOf(line) > 80)).toEqual([])
    }
    for (const { summary } of Object.values(own.commands).slice(0, 3))
      expect(pages[0]?.stdout).toContain(summary)
  })

  it("gives no example that the command would not take", () => {
    const examples = [english, chinese].flatMap(({ commands }) =>
      Object.values(commands).flatMap((command) => command.examples),
    )
    const refused = examples.filter((example) => {
      const [, name, ...rest] = (/glimmer [^<|)]+/.exec(example)?.[0] ?? "").trim().split(" ")
      const command = PROGRAM.commands.find((one) => one.name() === name)
      const known = command?.options.flatMap(({ long, short }) => [long, short]) ?? []
      return command === undefined || rest.some((word) => /^--?\w/.test(word) && !known.includes(word))
    })
    expect(examples.length).toBeGreaterThan(20)
    expect(refused).toEqual([])
  })

  it("speaks the language that is set in Glimmer, whatever the terminal's", async () => {
    const home = await emptyHome()
    await mkdir(join(home.GLIMMER_HOME, "config"))
    await writeFile(join(home.GLIMMER_HOME, "config/settings.json"), '{"language":"zh-CN"}')
    expect((await glimmer(["strat"], home)).stderr).toContain("没有 strat 这条命令。是不是 start？")
  })
})

describe("what cannot be run", { timeout: 60_000 }, () => {
  it.each([
    [["strat"], "There is no command strat. Is start meant?", "glimmer"],
    [["engines", "usse"], "There is no command usse. Is use meant?", "glimmer engines"],
    [["start", "--contxt", "5"], "There is no option --contxt here. Is --context meant?", "glimmer start"],
    [["start", "--context"], "A value is missing: --context <tokens>.", "glimmer start"],
    [["start", "one", "two"], "That is too much: two.", "glimmer start"],
    [["start", "--utilization", "1.5"], "1.5 is no share", "glimmer start"],
    [["serve", "--port", "99999"], "99999 is no port", "glimmer serve"],
    [["setup", "--target", "gpu"], "gpu is not one of cuda, cpu.", "glimmer setup"],
    [["chat", " "], "Something is missing: <message>.", "glimmer chat"],
    [["chat"], "Something is missing: <message>.", "glimmer chat"],
    [["completion"], "Something is missing: <shell>.", "glimmer completion"],
    [["completion", "fish"], "fish is not one of bash, zsh.", "glimmer completion"],
    [["engines", "remove", "zz"], "No engine yet.", "glimmer engines"],
    [["rm"], "Something is missing: <model>.", "glimmer rm"],
    [["rm", "no-such-model"], "No models are here yet.", "glimmer rm"],
    [["pull", "no-such-model"], "no-such-model", "glimmer pull"],
    [["pull", "org/name", "--to", ""], "The name of a folder is empty.", "glimmer pull"],
    [["plan", "no-such-model"], "Nothing is known of no-such-model", "glimmer plan"],
    [["plan"], "A model is missing", "glimmer plan"],
    [["diagnose", "--batch"], "--batch answers in JSON only: add --json.", "glimmer diagnose"],
  ])("%j: says so in one sentence, and where to read on", async (args, sentence, command) => {
    const { code, stdout, stderr } = await glimmer(args, await emptyHome())
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr.startsWith(sentence.slice(0, 1)) && stderr).toContain(sentence)
    expect(stderr.split("\n").slice(1)).toEqual([`\`${command} --help\` shows what can be typed.`, ""])
  })
})

describe("what a command loads", { timeout: 60_000 }, () => {
  // Time depends on the machine; what has to be read and compiled does not.
  it.each([
    ["--version", 320_000],
    ["--help", 320_000],
    ["detect", 1_200_000],
    ["status", 900_000],
    ["logs", 400_000],
  ])("%s: no more than it needs", async (command, mostBytes) => {
    const home = await emptyHome()
    const list = join(home.GLIMMER_HOME, "loaded")
    const hooks = fileURLToPath(new URL("watch-loads.mjs", import.meta.url))
    const { ended } = launch([command], { ...home, LOADED: list }, ["--import", hooks])
    expect((await ended).code).toBe(0)
    const files = new Set((await readFile(list, "utf8")).trim().split("\n"))
    const bytes = [...files].reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(mostBytes)
  })
})

/** Sentences long enough to be told from those of the other language. */
function sentencesOf({ program, commands, options, arguments: named }: CliHelpWords): readonly string[] {
  const all = [
    program,
    ...Object.values(commands).flatMap(({ summary, description }) => [summary, description]),
    ...Object.values(options),
    ...Object.values(named),
  ]
  return all.filter((sentence) => sentence.length > 5)
}
