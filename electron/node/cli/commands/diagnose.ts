import { constants, createReadStream } from "node:fs"
import { access } from "node:fs/promises"
import { basename } from "node:path"
import type { Readable } from "node:stream"
import type { Command } from "commander"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { homeOf } from "../../home"
import type { CliWords } from "../cli-words"
import { type CommandContext, EXIT, runAlone } from "../command"
import { defineCommand } from "../define"
import { newestLog } from "../log-lines"
import { lookingPorts } from "../looking"
import { UsageError } from "../usage"

interface DiagnoseOptions {
  readonly batch?: boolean
  readonly json?: boolean
}

/** `glimmer diagnose`: the first cause in a log, in plain words. */
export function diagnoseCommand(program: Command, words: CliWords): void {
  const { options, arguments: named } = words.help
  defineCommand(program, words, "diagnose", "diagnose")
    .argument("[file]", named.log)
    .option("--json", options["diagnose-json"])
    .option("--batch", options.batch)
    .action(async (file: string | undefined, chosen: DiagnoseOptions) => {
      if (chosen.batch && !chosen.json)
        throw new UsageError(words.say("batch-needs-json"), "glimmer diagnose")
      await runAlone(words, chosen, async (context) => {
        const { input, path } = await openLog(file)
        if (chosen.batch) await answerBatch(input, context)
        else await answerOne(input, path, chosen, context)
        return EXIT.done
      })
    })
}

async function openLog(
  file: string | undefined,
): Promise<{ readonly input: Readable; readonly path: string }> {
  if (file === "-") return { input: process.stdin, path: file }
  const { files } = lookingPorts(process.env)
  const path = file ?? (await newestLog(files, homeOf(process.env), "engine"))
  const info = path === null ? null : await files.info(path)
  if (path === null || info === null) {
    throw new ProblemError(makeProblem("not-found", { path: file ?? homeOf(process.env).logs }))
  }
  if (info.kind === "folder") {
    throw new ProblemError(makeProblem("not-a-text-file", { path, name: basename(path) }))
  }
  if (!(await isReadable(path))) throw new ProblemError(makeProblem("permission-denied", { path }))
  return { input: createReadStream(path, { highWaterMark: 256 * 1024 }), path }
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

async function answerOne(
  input: Readable,
  path: string,
  { json }: DiagnoseOptions,
  context: CommandContext,
): Promise<void> {
  const { terminal, words, signal } = context
  const { causesIn } = await import("../log-causes")
  const { logText } = await import("../log-text")
  const causes = await causesIn(logText(input, path), signal)
  if (json) return terminal.result(JSON.stringify({ causes }, null, 2))
  if (causes.length === 0) return terminal.result(words.say("healthy"))
  const { causeLines } = await import("../causes-page")
  for (const line of await causeLines(causes, words)) terminal.result(line)
}

/** One log a line, answered as it comes. */
async function answerBatch(input: Readable, { terminal, signal }: CommandContext): Promise<void> {
  const { causesOf } = await import("../log-causes")
  const { readJsonLines } = await import("../json-lines")
  for await (const { number, object } of readJsonLines(input, signal)) {
    const id = object?.["id"] ?? null
    const log = object?.["log"]
    const answer =
      typeof log === "string"
        ? { id, causes: causesOf(log) }
        : { id, causes: [], problem: makeProblem("invalid-input", { field: `log, line ${number}` }) }
    terminal.result(JSON.stringify(answer))
    if (signal.aborted) return
  }
}
