// `npm start`: the desktop window where there can be one, else the browser front door.
import { join } from "node:path"
import { become, electronBinary, ensureBuilt, ensureInstalled, modernNode, note, ROOT } from "./runtime.mjs"

const args = process.argv.slice(2)
ensureInstalled()
ensureBuilt()

const electron = electronBinary()
const why = args.includes("--browser") ? "asked" : (obstacle() ?? electron.why)
if (why === null) {
  become(electron.path, [ROOT, ...args])
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
  const rest = args.filter((argument) => argument !== "--browser")
  become(modernNode(), [
    "--disable-warning=ExperimentalWarning",
    join(ROOT, "build/dist/main/cli.js"),
    "serve",
    "--open",
    ...rest,
  ])
}

/** What stands in the way of a window, apart from Electron itself. */
function obstacle() {
  if (process.platform !== "linux") return null
  if (!process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) return "display"
  return process.getuid?.() === 0 ? "root" : null
}
