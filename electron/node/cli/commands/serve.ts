import type { Command } from "commander"
import type { CliWords } from "../cli-words"
import { type CommandContext, EXIT, runAlone } from "../command"
import { defineCommand } from "../define"
import { openBrowser } from "../open-browser"
import { portValue } from "../values"

interface ServeOptions {
  readonly port?: number
  readonly host?: string
  readonly open?: boolean
  readonly keepEngine?: boolean
  readonly json?: boolean
}

/** `glimmer serve`: the browser front door, until Ctrl-C. */
export function serveCommand(program: Command, words: CliWords): void {
  const { options } = words.help
  defineCommand(program, words, "serve", "serve")
    .option("--port <number>", options.port, portValue(words))
    .option("--host <address>", options.host)
    .option("--open", options.open)
    .option("--no-open", options["no-open"])
    .option("--keep-engine", options["keep-engine"])
    .option("--json", options.json)
    .action(async (chosen: ServeOptions) => {
      await runAlone(words, chosen, async (context) => {
        const { takeHomeOrFindAddress } = await import("../serving")
        const { glimmer, address } = await takeHomeOrFindAddress(context)
        if (glimmer === null) {
          context.terminal.note(words.say("serving-already"))
          if (chosen.port !== undefined || chosen.host !== undefined) {
            context.terminal.note(words.say("serving-as-before"))
          }
          await tellAddress(context, address, chosen)
          return EXIT.done
        }
        try {
          const door = await glimmer.openBrowserDoor({
            ...(chosen.host === undefined ? {} : { host: chosen.host }),
            ...(chosen.port === undefined ? {} : { port: chosen.port }),
          })
          await tellAddress(context, door.enterAddress, chosen)
          if (door.forOthers) context.terminal.note(words.say("serving-others"))
          const howToEnd = chosen.keepEngine ? "serving-how-to-end-keep" : "serving-how-to-end"
          context.terminal.note(words.say(howToEnd))
          await aborted(context.signal)
          context.terminal.note(words.say(chosen.keepEngine ? "ending-keep" : "ending"))
          return EXIT.done
        } finally {
          await glimmer.close({ stopEngine: !chosen.keepEngine })
        }
      })
    })
}

async function tellAddress(
  { terminal, words }: CommandContext,
  address: string,
  { json, open }: ServeOptions,
): Promise<void> {
  if (json) terminal.result(JSON.stringify({ address }))
  else terminal.result(`${words.say("serving")} ${address}`)
  if (open) await openBrowser(address)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener("abort", () => resolve(), { once: true })
  })
}
