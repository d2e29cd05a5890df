// A program that runs the desktop as it was built, in plain Node, with an engine that is a stand-in for vLLM. What it
// saw goes to stdout as one JSON line. Started as: drive-bundle.ts MODEL-FOLDER, with GLIMMER_HOME set.
import { pathToFileURL } from "node:url"
import { defaultLaunchSettings } from "#common/domain/launch"
import { app } from "../fakes/electron-stub/electron"
import { happenings } from "../fakes/electron-stub/happenings"
import { currentWindow, openPage } from "./page"

const ended = new Promise<number>((resolve) => app.on("stub-ended", resolve))

await import(pathToFileURL("build/dist/main/index.js").href)
app.ready.resolve()
const page = await openPage()
const { client } = page
const info = await client.settings.info()

const model = await client.models.addFolder({ path: process.argv[2]! })
await client.engine.start({
  modelId: model.id,
  settings: { ...defaultLaunchSettings(), toolCallParser: null },
})
const states: string[] = []
const pid = await new Promise<number | null>((resolve) => {
  const stop = page.watch(
    (input, options) => client.engine.watch(input, options),
    ({ state }) => {
      states.push(state.state)
      if (state.state !== "ready" && state.state !== "crashed") return
      stop()
      resolve(state.pid)
    },
    () => undefined,
  )
})

let refused = false
currentWindow().webContents.emit("will-navigate", {
  url: "http://127.0.0.1:8000/",
  preventDefault: () => (refused = true),
})
const csp = currentWindow().webContents.document?.headers.get("content-security-policy")
const document = await currentWindow().webContents.document?.text()

app.quit()
const code = await ended
process.stdout.write(`${JSON.stringify({ info, states, pid, refused, csp, document, code, happenings })}\n`)
process.exit(0)
