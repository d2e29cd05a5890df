// A stand-in for the module `electron` in plain Node: just what the main process uses, with Electron's manners.
import { EventEmitter } from "node:events"
import { happened } from "./happenings"
import { StubContents } from "./contents"

class App extends EventEmitter {
  /** Another instance has the lock. */
  taken = false
  ready = Promise.withResolvers<void>()
  ended: number | null = null
  readonly paths: Record<string, string> = {}

  setPath(name: string, path: string) {
    happened(`app.setPath ${name}`)
    this.paths[name] = path
  }
  requestSingleInstanceLock() {
    happened("app.requestSingleInstanceLock")
    return !this.taken
  }
  whenReady() {
    happened("app.whenReady")
    return this.ready.promise
  }
  getPreferredSystemLanguages() {
    return ["de-DE", "zh-Hans-CN", "en-US"]
  }
  /** Asks first, as Electron does; nobody objects: the program ends. */
  quit() {
    happened("app.quit")
    let prevented = false
    this.emit("before-quit", { preventDefault: () => (prevented = true) })
    if (!prevented) this.exit(0)
  }
  exit(code: number) {
    if (this.ended !== null) return
    happened(`app.exit ${code}`)
    this.ended = code
    this.emit("stub-ended", code)
  }
  relaunch() {
    happened("app.relaunch")
  }
}

export const app = new App()

/** A page may only load what these let through. */
export type Handler = (request: Request) => Promise<Response>

class StubSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>()
  permissionRequest: ((...values: unknown[]) => void) | null = null
  permissionCheck: ((...values: unknown[]) => boolean) | null = null
  beforeRequest: ((details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void) | null =
    null

  readonly protocol = {
    handle: (scheme: string, handler: Handler) => {
      happened(`protocol.handle ${scheme}`)
      this.handlers.set(scheme, handler)
    },
  }
  readonly webRequest = {
    onBeforeRequest: (listener: StubSession["beforeRequest"]) => {
      happened("session.onBeforeRequest")
      this.beforeRequest = listener
    },
  }
  setPermissionRequestHandler(handler: StubSession["permissionRequest"]) {
    happened("session.setPermissionRequestHandler")
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: StubSession["permissionCheck"]) {
    happened("session.setPermissionCheckHandler")
    this.permissionCheck = handler
  }
  setDevicePermissionHandler() {
    happened("session.setDevicePermissionHandler")
  }
}

export const session = { defaultSession: new StubSession() }

export const protocol = {
  registerSchemesAsPrivileged: () => happened("protocol.registerSchemesAsPrivileged"),
}

export const ipcMain = new EventEmitter()

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  readonly webContents: StubContents
  minimized = false

  constructor(readonly options: { webPreferences: Record<string, unknown> } & Record<string, unknown>) {
    super()
    happened("BrowserWindow")
    this.webContents = new StubContents(
      ipcMain,
      session.defaultSession.handlers,
      String(options.webPreferences["preload"]),
    )
    BrowserWindow.all.push(this)
    app.emit("web-contents-created", {}, this.webContents)
  }
  async loadURL(url: string) {
    happened(`window.loadURL ${url}`)
    this.webContents.once("did-finish-load", () => this.emit("ready-to-show"))
    await this.webContents.load(url)
  }
  show() {
    happened("window.show")
  }
  focus() {
    happened("window.focus")
  }
  isMinimized() {
    return this.minimized
  }
  restore() {
    this.minimized = false
    happened("window.restore")
  }
  maximize() {
    happened("window.maximize")
  }
  isMaximized() {
    return false
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 1000, height: 700 }
  }
  close() {
    happened("window.close")
    this.emit("close")
    this.webContents.unload()
    this.emit("closed")
    app.emit("window-all-closed")
  }
}

/** Electron's ends of a channel: events carry `data`, nothing flows before `start`. */
class MessagePortMain extends EventEmitter {
  constructor(readonly inner: MessagePort) {
    super()
    inner.addEventListener("close", () => this.emit("close"))
  }
  start() {
    this.inner.addEventListener("message", (event) =>
      this.emit("message", { data: event.data as unknown, ports: [] }),
    )
    this.inner.start()
  }
  postMessage(message: unknown) {
    this.inner.postMessage(message, [])
  }
  close() {
    this.inner.close()
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}

export const dialog = {
  showErrorBox: (title: string, detail: string) => happened(`dialog.showErrorBox ${title}: ${detail}`),
  showMessageBox: async (_window: unknown, options: { message: string }) => {
    happened(`dialog.showMessageBox ${options.message}`)
    return { response: 0 }
  },
}

export const Menu = {
  setApplicationMenu: () => happened("Menu.setApplicationMenu"),
  buildFromTemplate: (template: readonly unknown[]) => ({ template, popup: () => happened("menu.popup") }),
}

export const shell = {
  openExternal: async (url: string) => happened(`shell.openExternal ${url}`),
}

export const nativeTheme = { shouldUseDarkColors: false }

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}
