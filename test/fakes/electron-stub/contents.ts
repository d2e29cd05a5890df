import { EventEmitter } from "node:events"
import { readFileSync } from "node:fs"
import { runInNewContext } from "node:vm"
import { happened } from "./happenings"

/** The window object as page and preload share it: messages to itself come back as events. */
export class PageWindow extends EventTarget {
  postMessage(data: unknown, origin: string, ports: readonly MessagePort[] = []) {
    if (origin !== "glimmer://app") throw new Error(`a message meant for ${origin}`)
    queueMicrotask(() => {
      const event = Object.assign(new Event("message"), { data, source: this, ports })
      this.dispatchEvent(event)
    })
  }
}

export interface Frame {
  readonly url: string
  readonly parent: unknown
  postMessage(channel: string, message: unknown, ports?: readonly { readonly inner: MessagePort }[]): void
}

/** A page with its preload: loads through the program's own scheme, then runs the built preload. */
export class StubContents extends EventEmitter {
  window: PageWindow | null = null
  url = ""
  /** Document and headers of the last load. */
  document: Response | null = null
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  #renderer = new EventEmitter()

  constructor(
    private readonly ipcMain: EventEmitter,
    private readonly handlers: ReadonlyMap<string, (request: Request) => Promise<Response>>,
    private readonly preloadPath: string,
  ) {
    super()
  }

  async load(url: string) {
    const handler = this.handlers.get(new URL(url).protocol.replace(":", ""))
    if (handler === undefined) throw new Error(`nobody serves ${url}`)
    this.url = url
    this.window = null
    this.document = await handler(new Request(url))
    this.window = new PageWindow()
    this.#renderer = new EventEmitter()
    this.#runPreload(this.window)
    this.emit("did-finish-load")
  }

  reload() {
    happened("contents.reload")
    void this.load(this.url)
  }

  unload() {
    this.window = null
  }

  getURL() {
    return this.url
  }

  setWindowOpenHandler(handler: StubContents["openHandler"]) {
    this.openHandler = handler
  }

  /** The page's frame as the main process sees it; `change` makes it a stranger. */
  frame(change: Partial<Pick<Frame, "url" | "parent">> = {}): Frame {
    const renderer = this.#renderer
    return {
      url: this.url,
      parent: null,
      postMessage: (channel, message, ports = []) =>
        renderer.emit(channel, { ports: ports.map(({ inner }) => inner) }, message),
      ...change,
    }
  }

  #runPreload(window: PageWindow) {
    const ipcRenderer = Object.assign(this.#renderer, {
      send: (channel: string) => this.ipcMain.emit(channel, { senderFrame: this.frame() }),
    })
    const modules: Record<string, unknown> = { electron: { ipcRenderer } }
    runInNewContext(readFileSync(this.preloadPath, "utf8"), {
      window,
      location: { origin: "glimmer://app" },
      exports: {},
      module: { exports: {} },
      // A sandboxed preload gets this much and nothing of Node.
      require: (name: string) => {
        if (!(name in modules)) throw new Error(`a sandboxed preload cannot require ${name}`)
        return modules[name]
      },
    })
  }
}
