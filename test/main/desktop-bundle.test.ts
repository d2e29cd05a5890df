import { existsSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { expect, it } from "vitest"
import { homeWithFakeEngine } from "../fakes/engine/fake-engine"
import { runProgram } from "./run-program"

interface Seen {
  readonly info: unknown
  readonly states: readonly string[]
  readonly pid: number
  readonly refused: boolean
  readonly csp: string
  readonly document: string
  readonly code: number
  readonly happenings: readonly string[]
}

it("runs as built: in order, over its port, with an engine that ends when the window does", async () => {
  if (!existsSync("build/dist/main/index.js"))
    throw new Error("the program is not built: run `npm run build`")
  await using world = await homeWithFakeEngine()
  const seen = await runProgram<Seen>("test/main/drive-bundle.ts", [await world.model("well")], {
    GLIMMER_HOME: world.home.root,
  })
  expect(seen).toMatchObject({
    info: { frontDoor: "desktop", homePath: world.home.root },
    refused: true,
    code: 0,
  })
  expect(seen.states.at(-1)).toBe("ready")
  expect(seen.csp).toContain("script-src 'self'")
  expect(seen.document).toContain("/assets/")
  const order = [
    "app.requestSingleInstanceLock",
    "app.whenReady",
    "protocol.handle glimmer",
    "BrowserWindow",
    "app.exit 0",
  ]
  expect(seen.happenings.filter((what) => order.includes(what))).toEqual(order)
  expect(await world.ports.processes.find(seen.pid)).toBeNull()
  expect(await readdir(`${world.home.run}/claims`)).toEqual([])
})
