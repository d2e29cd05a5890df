import type { Command } from "commander"
import type { LibraryModel, LibraryView } from "#common/domain/library"
import type { CliWords } from "../cli-words"
import { EXIT, runAlone } from "../command"
import { defineCommand } from "../define"
import { alignTable } from "../rows"

/** `glimmer models`: what is on disk, verified or not, and what is on its way. */
export function modelsCommand(program: Command, words: CliWords): void {
  defineCommand(program, words, "models", "models")
    .option("--json", words.help.options.json)
    .action(async ({ json }: { readonly json?: boolean }) => {
      await runAlone(words, { json }, async ({ terminal, signal }) => {
        const view = await libraryNow(signal)
        if (json) terminal.result(JSON.stringify(listOf(view), null, 2))
        else for (const line of modelLines(view, words)) terminal.result(line)
        return EXIT.done
      })
    })
}

/** As the Glimmer that runs sees it, else as it lies on the disk. */
async function libraryNow(signal: AbortSignal): Promise<LibraryView> {
  const { joinRunning } = await import("../session")
  const session = await joinRunning(signal)
  if (session === null) return (await import("../library-at-rest")).libraryAtRest(process.env)
  try {
    return await session.client.library.refresh()
  } finally {
    await session.close({ stopEngine: false })
  }
}

function listOf({ models, bin, disk }: LibraryView) {
  return {
    models: models.map((model) => ({ ...model, verified: model.verified !== "no", proof: model.verified })),
    bin,
    disk,
  }
}

function modelLines({ models, bin }: LibraryView, words: CliWords): readonly string[] {
  const { formats, list } = words
  const rows = models.map((model) => [
    model.id ?? model.name,
    sizeText(model, words),
    list.libraryStates[model.state],
    model.state === "complete" ? list.proofs[model.verified] : "",
    model.folder,
  ])
  const inBin = bin.map(({ id, name, bytes }) =>
    words.say("in-bin", { model: id ?? name, size: formats.bytes(bytes) }),
  )
  const lines = rows.length === 0 ? [words.say("no-models")] : tableLines(rows)
  return [...lines, ...inBin]
}

/** The folder last: its length differs most. */
function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const table = alignTable(rows.map((row) => row.slice(0, -1)))
  return table.map((line, index) => `${line}   ${rows[index]?.at(-1) ?? ""}`)
}

function sizeText({ doneBytes, totalBytes }: LibraryModel, words: CliWords): string {
  const { bytes } = words.formats
  if (totalBytes === null || totalBytes === doneBytes) return bytes(doneBytes)
  return words.say("progress-of", { done: bytes(doneBytes), total: bytes(totalBytes) })
}
