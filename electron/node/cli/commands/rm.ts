import { resolve } from "node:path"
import type { Command } from "commander"
import type { BinnedModel, LibraryModel, LibraryView } from "#common/domain/library"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand, type SessionContext } from "../command"
import { defineCommand } from "../define"
import { stateNow } from "../follow"
import { UsageError } from "../usage"

interface RemoveOptions {
  readonly forever?: boolean
  readonly restore?: boolean
  readonly empty?: boolean
  readonly json?: boolean
}

/** `glimmer rm`: a model into the bin, out of it again, or gone for good. */
export function rmCommand(program: Command, words: CliWords): void {
  const { options, arguments: named } = words.help
  defineCommand(program, words, "rm", "rm")
    .argument("[model]", named["kept-model"])
    .option("--forever", options["rm-forever"])
    .option("--restore", options["rm-restore"])
    .option("--empty", options["rm-empty"])
    .option("--json", options.json)
    .action(async (typed: string | undefined, chosen: RemoveOptions) => {
      if (typed === undefined && chosen.empty !== true) {
        throw new UsageError(words.say("missing-argument", { argument: "model" }), "glimmer rm")
      }
      await runCommand(words, chosen, async (context) => {
        const { client, terminal } = context
        const view = await stateNow(await client.library.watch({}))
        const said = await change(context, view, typed ?? "", chosen)
        if (chosen.json) {
          const { models, bin } = await stateNow(await client.library.watch({}))
          terminal.result(JSON.stringify({ models, bin }, null, 2))
        } else terminal.result(said)
        return EXIT.done
      })
    })
}

/** Does what was asked for; what is to be said of it. */
async function change(
  { client, words }: SessionContext,
  view: LibraryView,
  typed: string,
  { forever, restore, empty }: RemoveOptions,
): Promise<string> {
  if (empty === true) {
    const bytes = view.bin.reduce((sum, one) => sum + one.bytes, 0)
    await client.library.emptyBin({ binId: null })
    return words.say("bin-emptied", { bytes })
  }
  if (restore === true) {
    const { binId, folder, name } = chooseOne(view.bin.toReversed(), typed, words, true)
    await client.library.restore({ binId })
    return words.say("restored", { model: name, folder })
  }
  const kept = view.models.filter(({ place }) => place === "glimmer")
  const { folder, name, doneBytes: bytes } = chooseOne(kept, typed, words, false)
  await client.library.remove({ folder })
  if (forever !== true) return words.say("binned", { model: name, id: typed })
  const { bin } = await stateNow(await client.library.watch({}))
  const binned = bin.findLast((one) => one.folder === folder)
  if (binned !== undefined) await client.library.emptyBin({ binId: binned.binId })
  return words.say("removed", { id: name, bytes })
}

/** A model by its id, its name or its folder; the newest of several in the bin. */
function chooseOne<T extends LibraryModel | BinnedModel>(
  models: readonly T[],
  typed: string,
  words: CliWords,
  takeFirst: boolean,
): T {
  const same = (text: string | null) => text?.toLowerCase() === typed.toLowerCase()
  const exact = models.filter((model) => model.folder === resolve(typed))
  const meant = exact.length > 0 ? exact : models.filter((model) => same(model.id) || same(model.name))
  const [first, second] = meant
  if (first !== undefined && (second === undefined || takeFirst)) return first
  if (models.length === 0) throw new UsageError(words.say("no-models"), "glimmer rm")
  const ids =
    first === undefined ? models.map(({ id, name }) => id ?? name) : meant.map(({ folder }) => folder)
  const phrase = first === undefined ? "unknown-model" : "several-engines"
  throw new UsageError(words.say(phrase, { typed, ids: ids.join(", ") }), "glimmer rm")
}
