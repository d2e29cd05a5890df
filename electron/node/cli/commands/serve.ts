import { type Command, InvalidArgumentError } from "commander"
import { composeGlimmer } from "../../compose"
import { openBrowser } from "../open-browser"
import { EXIT, runAlone } from "../command"

interface ServeOptions {
  readonly port?: number
  readonly host?: string
  readonly open?: boolean
  readonly json?: boolean
}

/** `glimmer serve`: the browser front door, until Ctrl-C. */
export function serveCommand(program: Command): void {
  program
    .command("serve")
    .description("open Glimmer for a browser, on this machine only unless --host says otherwise")
    .option("--port <number>", "this port or none; else 4145, or a free one", port)
    .option(
      "--host <address>",
      "listen on another address than 127.0.0.1; others can then reach this machine",
    )
    .option("--open", "open the page in the system's browser")
    .option("--json", "print the address as JSON")
    .action(async (options: ServeOptions) => {
      await runAlone(options, async ({ terminal, words, signal }) => {
        const glimmer = await composeGlimmer({ frontDoor: "browser", environment: process.env })
        try {
          const door = await glimmer.openBrowserDoor({
            ...(options.host === undefined ? {} : { host: options.host }),
            ...(options.port === undefined ? {} : { port: options.port }),
          })
          if (options.json) terminal.result(JSON.stringify({ address: door.enterAddress }))
          else {
            terminal.result(`${words.say("serving")} ${door.enterAddress}`)
            terminal.note(words.say("serving-how-to-end"))
          }
          if (options.open) await openBrowser(door.enterAddress)
          await aborted(signal)
          terminal.note(words.say("ending"))
          return EXIT.done
        } finally {
          await glimmer.close({ stopEngine: true })
        }
      })
    })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener("abort", () => resolve(), { once: true })
  })
}

function port(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value
  throw new InvalidArgumentError("a port is a whole number from 1 to 65535")
}
