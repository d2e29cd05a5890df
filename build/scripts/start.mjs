// `npm start`: the desktop window where there can be one, else the browser front door.
import { join } from "node:path"
import { become, electronBinary, ensureBuilt, ensureInstalled, modernNode, note, ROOT } from "./runtime.mjs"

/** A window that cannot come up ends within this time; one that was there for longer is not opened elsewhere. ms. */
const COMES_UP_WITHIN_MS = 15_000

const args = process.argv.slice(2)
ensureInstalled()
ensureBuilt()

const electron = electronBinary()
const why = isForBrowser() ? "asked" : obstacle()
if (why === null) {
  become(electron, [ROOT, ...args], (how, afterMs) => {
    if (afterMs > COMES_UP_WITHIN_MS) return false
    note(
      `The window could not be opened (${how}), so Glimmer opens in the browser. 无法打开窗口，改在浏览器中打开。`,
    )
    openBrowserDoor()
    return true
  })
} else {
  const words = {
    missing:
      "Electron's binary is not here (`npx install-electron --no` fetches it), so Glimmer opens in the browser. " +
      "没有 Electron 程序文件（可用 `npx install-electron --no` 下载），改在浏览器中打开。",
    display: "There is no display here, so Glimmer opens for a browser. 此处没有图形界面，改为供浏览器访问。",
    root: "Chromium's sandbox refuses root, so Glimmer opens in the browser. Chromium 沙箱不允许 root，改在浏览器中打开。",
    asked: "",
  }
  if (words[why]) note(words[why])
  openBrowserDoor()
}

/** The browser is meant by its name, or by what only it knows. */
function isForBrowser() {
  return args.some((argument) => /^--(browser|port|host|open|no-open|keep-engine|json)\b/.test(argument))
}

/** What stands in the way of a window; a display is asked for first, for without one Electron would be no help. */
function obstacle() {
  if (process.platform === "linux") {
    if (!process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) return "display"
    if (process.getuid?.() === 0) return "root"
  }
  return electron === null ? "missing" : null
}

function openBrowserDoor() {
  const rest = args.filter((argument) => argument !== "--browser")
  become(modernNode(), [
    "--disable-warning=ExperimentalWarning",
    join(ROOT, "build/dist/main/cli.js"),
    ...["serve", "--open", ...rest],
  ])
}
