// A program that runs the desktop in plain Node and plays its person and its page. What it saw goes to stdout as
// one JSON line; the test judges. Started as: drive-desktop.ts SCENARIO WHERE, where WHERE is JSON.
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { mock } from "node:test"
import { homeOf } from "#node/home"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import { runDesktop } from "../../electron/main/desktop"
import { app, BrowserWindow, ipcMain, session } from "../fakes/electron-stub/electron"
import { happened, happenings } from "../fakes/electron-stub/happenings"
import { fakeServices } from "../node/rpc/fake-services"
import { fakeLog } from "../fakes/ports"
import { currentWindow, openPage, pageLoaded, until } from "./page"

const SCENARIOS = { run, policies, crash, hang, quitSlowly, taken, inUse }
type Scenario = keyof typeof SCENARIOS

const scenario = process.argv[2] as Scenario
const folder = process.argv[3]!
const ended = new Promise<number>((resolve) => app.on("stub-ended", resolve))
const log = fakeLog()
const home = homeOf({ GLIMMER_HOME: join(folder, "home") })
const fake = fakeServices()
let closeTakesForever = false

const result = await SCENARIOS[scenario]()
process.stdout.write(`${JSON.stringify({ result, happenings, calls: fake.calls, log: log.lines })}\n`)
process.exit(0)

/** Starts, is used, is reloaded, and quits. */
async function run() {
  await start()
  const first = await openPage()
  const info = await first.client.settings.info()
  const frames: string[] = []
  first.watch(
    (input, options) => first.client.engine.watch(input, options),
    (frame) => frames.push(frame.state.state),
    () => undefined,
  )
  await until(() => frames.length > 0)
  currentWindow().webContents.reload()
  const second = await openPage()
  const again = await second.client.settings.info()
  app.emit("second-instance")
  app.quit()
  const code = await ended
  return {
    info,
    frames,
    again,
    code,
    placement: await createFiles().readText(join(home.root, "desktop/window.json")),
  }
}

/** Strangers at every gate. */
async function policies() {
  await start()
  await pageLoaded()
  const { webContents } = currentWindow()
  const asked = (change: { url?: string; parent?: unknown }) =>
    new Promise<boolean>((resolve) => {
      const frame = { ...webContents.frame(change), postMessage: () => resolve(true) }
      ipcMain.emit("glimmer:port-request", { senderFrame: frame })
      setImmediate(() => resolve(false))
    })
  const navigated = (url: string, how: string) => {
    let prevented = false
    webContents.emit(how, { url, isMainFrame: false, preventDefault: () => (prevented = true) })
    return prevented
  }
  const { permissionRequest, permissionCheck, beforeRequest, handlers } = session.defaultSession
  const permitted = (permission: string, requestingUrl: string) =>
    new Promise((resolve) => permissionRequest?.(null, permission, resolve, { requestingUrl }))
  const loaded = (url: string) =>
    new Promise<boolean>((resolve) => beforeRequest?.({ url }, ({ cancel }) => resolve(!cancel)))
  const served = async (path: string) => {
    const answer = await handlers.get("glimmer")!(new Request(`glimmer://${path}`))
    return [answer.status, answer.headers.get("content-type"), await answer.text()]
  }
  return {
    preferences: currentWindow().options.webPreferences,
    ports: {
      own: await asked({}),
      framed: await asked({ parent: {} }),
      foreign: await asked({ url: "https://evil.example/" }),
      lookalike: await asked({ url: "glimmer://other/" }),
      file: await asked({ url: "file:///etc/passwd" }),
    },
    prevented: {
      reload: navigated("glimmer://app/", "will-navigate"),
      https: navigated("https://docs.vllm.ai/", "will-navigate"),
      file: navigated("file:///etc/passwd", "will-navigate"),
      script: navigated("javascript:alert(1)", "will-navigate"),
      redirect: navigated("http://127.0.0.1:8000/", "will-redirect"),
      frame: navigated("glimmer://app/", "will-frame-navigate"),
      webview: navigated("", "will-attach-webview"),
    },
    opened: [
      webContents.openHandler?.({ url: "https://huggingface.co/zai-org" }),
      webContents.openHandler?.({ url: "file:///etc/passwd" }),
    ],
    permissions: {
      copy: await permitted("clipboard-sanitized-write", "glimmer://app/"),
      copyElsewhere: await permitted("clipboard-sanitized-write", "https://evil.example/"),
      camera: await permitted("media", "glimmer://app/"),
      check: permissionCheck?.(null, "notifications", "glimmer://app/"),
    },
    loads: {
      own: await loaded("glimmer://app/assets/a.js"),
      net: await loaded("https://evil.example/pixel.png"),
      socket: await loaded("ws://127.0.0.1:4145/rpc"),
    },
    page: await served("app/"),
    outside: await served("app/../../secret.txt"),
    other: await served("other/"),
    csp: webContents.document?.headers.get("content-security-policy"),
  }
}

/** The page's process dies four times. */
async function crash() {
  await start()
  await pageLoaded()
  for (const reason of ["clean-exit", "crashed", "oom", "killed", "crashed"]) {
    happened(`-- ${reason}`)
    currentWindow().webContents.emit("render-process-gone", {}, { reason, exitCode: 5 })
  }
  return (await (await openPage()).client.settings.info()).version
}

/** The page hangs, then goes on. */
async function hang() {
  await start()
  const page = await openPage()
  await page.client.settings.info()
  const states: string[] = []
  page.onConnection((state) => states.push(state))
  currentWindow().emit("unresponsive")
  await until(() => states.includes("open"))
  return { states, version: (await page.client.settings.info()).version }
}

/** The services do not end. */
async function quitSlowly() {
  closeTakesForever = true
  await start()
  await openPage()
  mock.timers.enable({ apis: ["setTimeout"] })
  app.quit()
  app.emit("second-instance")
  await new Promise((resolve) => setImmediate(resolve))
  mock.timers.tick(19_999)
  const before = app.ended
  mock.timers.tick(1)
  return { before, code: await ended }
}

/** Another window of the same home is open already. */
async function taken() {
  app.taken = true
  await start()
  return { code: await ended, windows: BrowserWindow.all.length }
}

/** `serve` has the home. */
async function inUse() {
  const self = await createProcesses(process.env).find(process.ppid)
  await mkdir(join(home.run, "claims"), { recursive: true })
  await writeFile(join(home.run, "claims", `${process.ppid}-${self?.startTicks}`), "browser")
  await start()
  return { code: await ended, windows: BrowserWindow.all.length }
}

async function start() {
  const rendererFolder = join(folder, "page")
  await mkdir(rendererFolder, { recursive: true })
  await writeFile(join(rendererFolder, "index.html"), "<!doctype html><title>page</title>")
  await writeFile(join(folder, "secret.txt"), "secret")
  app.ready.resolve()
  await runDesktop({
    ports: {
      files: createFiles(),
      processes: createProcesses(process.env),
      clock: createClock(),
      log,
      environment: {},
    },
    home,
    rendererFolder,
    preloadPath: join(import.meta.dirname, "../../build/dist/preload/index.cjs"),
    compose: async () => {
      happened("compose")
      return {
        services: fake.services,
        close: async () => {
          happened("engine stopped")
          if (closeTakesForever) await new Promise(() => undefined)
        },
      }
    },
  })
}
