import { BrowserWindow, dialog, Menu, nativeTheme, screen } from "electron"
import type { Language } from "#common/domain/settings"
import type { Logger } from "#node/ports"
import { judgeCrash } from "./crash-policy"
import { say } from "./desktop-words"
import { contextMenu } from "./menus"
import { APP_ADDRESS } from "./own-page"
import { recallPlacement, rememberPlacement } from "./window-memory"
import { placeWindow, SMALLEST_WINDOW } from "./window-placement"

export interface WindowOptions {
  readonly preloadPath: string
  /** Where the placement is kept. */
  readonly placementPath: string
  readonly language: Language
  readonly log: Logger
  /** The page does not take what is sent to it. */
  readonly onUnresponsive: () => void
}

/** Opens the window with our page in it: sandboxed, isolated, and back on its feet after a crash. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { maximised, ...box } = placeWindow(
    recallPlacement(options.placementPath),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...box,
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: "Glimmer",
    show: false,
    autoHideMenuBar: true,
    // The page's own ground, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#15191e" : "#f9fafb",
    webPreferences: {
      preload: options.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (maximised) window.maximize()
  window.once("ready-to-show", () => window.show())
  window.on("unresponsive", () => options.onUnresponsive())
  window.webContents.on("context-menu", (_event, clickedOn) => {
    const template = contextMenu(clickedOn, options.language)
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
  rememberPlacement(window, options.placementPath)
  recoverFromCrashes(window, options)
  void window.loadURL(APP_ADDRESS)
  return window
}

/** The services live in this process: a page that crashed has lost nothing and is simply loaded again. */
function recoverFromCrashes(window: BrowserWindow, { language, log }: WindowOptions): void {
  const crashesAtMs: number[] = []
  window.webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    const nowMs = Date.now()
    const verdict = judgeCrash(reason, crashesAtMs, nowMs)
    if (verdict === "ignore") return
    log.error("the page's process is gone", { reason, exitCode, verdict })
    crashesAtMs.push(nowMs)
    if (verdict === "reload") {
      window.webContents.reload()
      tell(window, language)
    } else void askWhatToDo(window, language)
  })
}

function tell(window: BrowserWindow, language: Language): void {
  void dialog.showMessageBox(window, {
    type: "info",
    message: say("reloaded", language),
    detail: say("reloadedDetail", language),
    buttons: [say("close", language)],
  })
}

async function askWhatToDo(window: BrowserWindow, language: Language): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: say("keepsCrashing", language),
    detail: say("keepsCrashingDetail", language),
    buttons: [say("reload", language), say("quit", language)],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) window.close()
  else window.webContents.reload()
}
