// Draws the icons of the packages from the mark, with a browser: `node build/scripts/icons.mjs`. Their PNGs are
// committed, so that packaging needs no browser.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { chromium } from "playwright"
import { findBrowser } from "./browser.mjs"
import { note, ROOT } from "./runtime.mjs"

/** The sizes of the hicolor theme that desktops ask for, px. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
/** Other programs' icons leave a margin; without one ours would look larger than its neighbours. Small ones need every pixel. */
const MARGIN = { fromPixels: 48, share: 1 / 16 }

const executablePath = await findBrowser()
if (executablePath === null) process.exit(1)
const mark = readFileSync(join(ROOT, "renderer/public/mark.svg"), "utf8")
const folder = join(ROOT, "build/icons")
mkdirSync(folder, { recursive: true })

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] })
const page = await browser.newPage()
for (const size of SIZES) {
  const margin = size < MARGIN.fromPixels ? 0 : Math.round(size * MARGIN.share)
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:${margin}px}svg{display:block}</style>${mark}`)
  const png = await page.screenshot({ omitBackground: true })
  writeFileSync(join(folder, `${size}x${size}.png`), png)
  note(`${size}x${size}.png  ${png.length} bytes`)
}
await browser.close()
