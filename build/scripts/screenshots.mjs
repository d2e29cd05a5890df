// Pictures of every screen and state, in both languages, both themes and two sizes, into build/report/screenshots.
// `--readme` takes the few that the README shows into build/screenshots. `--only a,b` takes the named ones.
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { chromium } from "@playwright/test"
import { runnerImport } from "vite"
import { findBrowser } from "./browser.mjs"
import { note, ROOT } from "./runtime.mjs"

const README = ["memory-2h100", "setup-download", "chat", "engine-ready", "models"]
const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
]

const pages = valueOf("--pages") ?? join(ROOT, "build/dist/renderer")
const readme = process.argv.includes("--readme")
const only = valueOf("--only")?.split(",")
const folder = valueOf("--out") ?? join(ROOT, readme ? "build/screenshots" : "build/report/screenshots")
const languages = valueOf("--languages")?.split(",") ?? ["en", "zh-CN"]
const themes = valueOf("--themes")?.split(",") ?? ["light", "dark"]
const widths = valueOf("--widths")?.split(",").map(Number)

if (!existsSync(join(pages, "index.html"))) {
  note(`There is no built page in ${pages}. Run \`npm run build\` first.`)
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

const fake = join(ROOT, "test/fakes/scripted-glimmer")
const load = async (name) => (await runnerImport(join(fake, name), { root: ROOT, logLevel: "error" })).module
const [{ SHOTS }, { SCENES }, { startScriptedGlimmer }] = await Promise.all([
  load("shots.ts"),
  load("scenes.ts"),
  load("server.ts"),
])

const shots = SHOTS.filter(({ name }) =>
  readme ? README.includes(name) : only === undefined || only.includes(name),
)
const executable = await findBrowser()
if (executable === null) {
  note("There is no Chromium here and none could be installed.")
  process.exit(1)
}
const browser = await chromium.launch({ executablePath: executable })
let taken = 0
let failed = 0
try {
  for (const shot of shots) {
    for (const language of languages) {
      for (const theme of readme ? ["light"] : themes) {
        for (const size of readme
          ? [SIZES[0]]
          : SIZES.filter(({ width }) => widths?.includes(width) ?? true)) {
          await take(shot, language, theme, size).catch((error) => {
            failed++
            note(`${shot.name} (${language}, ${theme}, ${size.width}): ${error.message}`)
          })
        }
      }
    }
  }
} finally {
  await browser.close()
}
note(`${taken} pictures in ${folder}`)
process.exitCode = failed === 0 ? 0 : 1

async function take(shot, language, theme, size) {
  const scene = SCENES[language === "zh-CN" ? (shot.sceneZh ?? shot.scene) : shot.scene]
  const settings = { ...scene.settings, language, theme }
  const glimmer = await startScriptedGlimmer(pages, { ...scene, settings })
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: readme ? 1.5 : 1,
    locale: language,
    colorScheme: theme,
    reducedMotion: "reduce",
  })
  try {
    await context.addCookies([glimmer.cookie])
    const page = await context.newPage()
    await page.goto(`${glimmer.url}${shot.hash}`)
    await page.locator(`html[lang="${language}"] main`).waitFor()
    await page.evaluate(() => document.fonts.ready)
    await shot.prepare?.(page)
    await page.evaluate(untilQuiet)
    await page.evaluate(() => document.fonts.ready)
    const name = readme
      ? `${shot.name}.${language}.png`
      : `${shot.name}.${language}.${theme}.${size.width}.png`
    await page.screenshot({ path: join(folder, name) })
    taken++
  } finally {
    await context.close()
    await glimmer.close()
  }
}

/** Runs in the page: resolves once nothing was drawn for a while. Streams bring frames, those call for grammars. */
function untilQuiet() {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, 700)
    new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(resolve, 500)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    // A page with a running clock is never quiet for long.
    setTimeout(resolve, 4000)
  })
}

function valueOf(option) {
  const at = process.argv.indexOf(option)
  return at < 0 ? undefined : process.argv[at + 1]
}
