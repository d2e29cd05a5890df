import { existsSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { describe, expect, it } from "vitest"
import { widthOf } from "#node/cli/text-width"
import { engineHome } from "./engine-home"
import { emptyHome, glimmer, glimmerInto, inTerminal, launch } from "./glimmer"

// util-linux's `script` lends a command a terminal; it is part of every Debian.
describe.runIf(existsSync("/usr/bin/script"))("in a terminal", { timeout: 60_000 }, () => {
  it("shows the line of progress in place, cut to a narrow terminal, and takes it away", async () => {
    const { environment, model } = await engineHome()
    const chinese = { ...environment, LANG: "zh_CN.UTF-8", TERM: "xterm" }
    const { ended } = inTerminal(["start", model], chinese, 30)
    const { code, stdout } = await ended
    expect(code).toBe(0)
    const shown = stdout.split("\r\u001B[2K")
    expect(shown.length).toBeGreaterThan(2)
    // What stands between two erasures is one line of progress, or notes: a line that wraps cannot be taken back.
    const progress = shown.slice(1).filter((text) => !text.includes("\n") && text !== "")
    expect(progress.filter((text) => widthOf(text) > 29)).toEqual([])
    expect(stripVTControlCharacters(stdout.split("\n").at(-2) ?? "")).toContain("http://127.0.0.1:")
  })

  it("moves no cursor where the terminal cannot, and uses no colour where it is not wanted", async () => {
    const { environment, model } = await engineHome("crashes-at-start")
    const { ended } = inTerminal(["start", model], { ...environment, TERM: "dumb", NO_COLOR: "1" }, 80)
    const { code, stdout } = await ended
    expect(code).toBe(1)
    expect(stdout).toContain("No available memory")
    expect(stdout).not.toContain("\u001B")
  })

  it("asks before a tool runs, and ends a conversation when told", async () => {
    const { environment, model } = await engineHome()
    await glimmer(["start", model, "--parser", "hermes"], environment)
    const chat = inTerminal(["chat"], { ...environment, TERM: "xterm" }, 80)
    await chat.says("stdout", /> /)
    chat.child.stdin.write("What is 12 * 7?\r")
    await chat.says("stdout", /Run this tool\? \[y\/N\]/)
    chat.child.stdin.write("y\r")
    await chat.says("stdout", /The tool says \{"result":"84"\}\./)
    chat.child.stdin.write("What is 2 * 3?\r")
    await chat.says("stdout", /"84"[\s\S]+Run this tool\? \[y\/N\]/)
    chat.child.stdin.write("\r")
    await chat.says("stdout", /Not allowed, so it did not run\./)
    chat.child.stdin.write("/bye\r")
    expect((await chat.ended).code).toBe(0)
  })

  it("folds the help to a narrow terminal, without breaking Chinese marks from their words", async () => {
    const home = { ...(await emptyHome()), LANG: "zh_CN.UTF-8" }
    const { stdout } = await inTerminal(["plan", "--help"], home, 50).ended
    const prose = stripVTControlCharacters(stdout).split("示例：")[0]?.split(/\r?\n/) ?? []
    expect(prose.filter((line) => widthOf(line) > 50)).toEqual([])
    expect(prose.filter((line) => /^\s*[，。；：）]/.test(line))).toEqual([])
  })
})

describe("on a pipe", { timeout: 60_000 }, () => {
  it("ends quietly when its reader has seen enough, as `head` has", async () => {
    const home = await emptyHome()
    const logs = join(home.GLIMMER_HOME, "logs")
    await mkdir(logs)
    await writeFile(join(logs, "engine-1.log"), "INFO one more line of a long log\n".repeat(200_000))
    const { child, says, ended } = launch(["logs"], home)
    await says("stdout", /\n/)
    child.stdout.destroy()
    expect(await ended).toMatchObject({ code: 0, stderr: "" })
  })

  it.each([["--help"], ["models", "--json"], ["status"]])(
    "says so in a sentence when a full disk takes no results of %s %s",
    async (...args) => {
      const { code, stderr } = await glimmerInto("/dev/full", args.filter(Boolean), await emptyHome())
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr:
          "The results can't be written: ENOSPC: no space left on device, write. Send them elsewhere, or make room.\n",
      })
    },
  )

  it("goes on without a word when nobody reads its notes", async () => {
    const { child, ended } = launch(["logs"], await emptyHome())
    child.stderr.destroy()
    expect((await ended).code).toBe(0)
  })
})
