import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { app, type BrowserWindow, dialog, Menu, session } from "electron"
import type { Language } from "#common/domain/settings"
import { problemOf } from "#common/domain/problem"
import { portWire } from "#node/rpc/port-wire"
import { type House, type HouseOptions, openHouse } from "#node/serve/house"
import { registerAppScheme, serveAppScheme } from "./app-protocol"
import { languageOf, say } from "./desktop-words"
import { guardAllContents, guardSession } from "./guards"
import { applicationMenu } from "./menus"
import { handOverPorts } from "./port-handover"
import { closeBeforeQuit } from "./quitting"
import { openWindow } from "./window"

export interface DesktopOptions extends Omit<HouseOptions, "frontDoor"> {
  /** Folder of the built page. */
  readonly rendererFolder: string
  readonly preloadPath: string
}

/**
 * The desktop, from start to end. In this order: the scheme, which must be known before Electron is ready; one
 * program per home; the policies, before there is any page; the services; and only then a window.
 */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  const { ports, home } = options
  // Also the name of the single-instance lock, so that each home has a lock of its own.
  const ownFolder = join(home.root, "desktop")
  mkdirSync(ownFolder, { recursive: true })
  app.setPath("userData", ownFolder)
  registerAppScheme()
  if (!app.requestSingleInstanceLock()) return app.quit()
  guardAllContents(ports.log)
  await app.whenReady()
  const language = languageOf(app.getPreferredSystemLanguages())
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(language)))
  guardSession(session.defaultSession)
  await serveAppScheme(session.defaultSession, options.rendererFolder)

  const house = await openHouse({ ...options, frontDoor: "desktop" }).catch((error: unknown) => {
    ports.log.error("the desktop could not start", { error })
    tellWhyNot(error, language, home.logs)
    return null
  })
  if (house === null) return app.exit(1)
  showWindow(house, options, language)
}

function showWindow(house: House, options: DesktopOptions, language: Language): void {
  const { log } = options.ports
  const closePorts = handOverPorts(portWire(house.router, log), log)
  let window: BrowserWindow | null = openWindow({
    preloadPath: options.preloadPath,
    placementPath: join(options.home.root, "desktop", "window.json"),
    language,
    log,
    // What a hung page does not take would pile up here.
    onUnresponsive: closePorts,
  })
  window.on("closed", () => (window = null))
  const { quitting } = closeBeforeQuit(async () => {
    window?.close()
    await house.close()
  }, log)
  app.on("window-all-closed", () => app.quit())
  app.on("second-instance", () => {
    // Started again while this one is still stopping the engine: come back afterwards.
    if (quitting()) return app.relaunch()
    if (window?.isMinimized() === true) window.restore()
    window?.show()
    window?.focus()
  })
}

function tellWhyNot(error: unknown, language: Language, logs: string): void {
  const problem = problemOf(error)
  const [title, detail] =
    problem.code === "home-in-use"
      ? (["inUse", "inUseDetail"] as const)
      : (["startFailed", "startFailedDetail"] as const)
  const evidence = problem.evidence ?? problem.code
  dialog.showErrorBox(say(title, language), say(detail, language, { ...problem.values, evidence, logs }))
}
