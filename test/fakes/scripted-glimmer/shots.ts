import type { Page } from "@playwright/test"
import type { SceneName } from "./scenes"

/** One picture: a scene, a place in it, and what to do there first. */
export interface Shot {
  readonly name: string
  readonly scene: SceneName
  /** Address within the page; empty follows the journey. */
  readonly hash: string
  /** In the other language, where the scene's own texts have one. */
  readonly sceneZh?: SceneName
  readonly prepare?: (page: Page) => Promise<void>
}

/** Opens every fold on the page. */
const unfold = async (page: Page) => {
  const folds = page.locator("main button[aria-expanded=false]:not([aria-haspopup])")
  await folds.first().waitFor()
  while ((await folds.count()) > 0) await folds.first().click()
}

/** Every screen and state there is a picture of. */
export const SHOTS: readonly Shot[] = [
  { name: "welcome", scene: "fresh", hash: "#/guide/welcome" },
  { name: "machine-2h100", scene: "fresh", hash: "#/guide/machine" },
  { name: "machine-4090", scene: "fresh-4090", hash: "#/guide/machine" },
  { name: "machine-busy", scene: "fresh-busy", hash: "#/guide/machine" },
  { name: "machine-four", scene: "fresh-four", hash: "#/guide/machine" },
  { name: "machine-no-gpu", scene: "fresh-no-gpu", hash: "#/guide/machine" },
  { name: "machine-amd", scene: "fresh-amd", hash: "#/guide/machine" },
  { name: "machine-broken", scene: "fresh-broken", hash: "#/guide/machine" },
  {
    name: "machine-loading",
    scene: "machine-hangs",
    hash: "#/guide/machine",
    prepare: (page) => page.waitForTimeout(500),
  },
  { name: "model", scene: "model", hash: "#/guide/model" },
  { name: "model-4090", scene: "model-4090", hash: "#/guide/model" },
  { name: "model-no-gpu", scene: "model-no-gpu", hash: "#/guide/model" },
  {
    name: "model-to-fetch",
    scene: "model-to-fetch",
    hash: "#/guide/model",
    prepare: (page) =>
      page
        .getByRole("radio", { name: /GLM-4-32B/ })
        .first()
        .click(),
  },
  {
    name: "model-folder",
    scene: "model",
    hash: "#/guide/model",
    prepare: async (page) => {
      await page.locator("main button:has(svg.lucide-folder-plus)").click()
      await page.getByRole("dialog").getByRole("listitem").first().waitFor()
    },
  },
  { name: "memory-2h100", scene: "memory", hash: "#/guide/memory" },
  { name: "memory-4090", scene: "memory-4090", hash: "#/guide/memory" },
  { name: "memory-busy", scene: "memory-busy", hash: "#/guide/memory" },
  { name: "memory-four", scene: "memory-four", hash: "#/guide/memory" },
  { name: "memory-cpu", scene: "memory-cpu", hash: "#/guide/memory" },
  { name: "memory-why", scene: "memory-4090", hash: "#/guide/memory", prepare: unfold },
  { name: "setup-ready", scene: "setup-ready", hash: "#/guide/setup" },
  { name: "setup-download", scene: "setup-download", hash: "#/guide/setup" },
  { name: "setup-build", scene: "setup-build", hash: "#/guide/setup", prepare: unfold },
  { name: "setup-selftest", scene: "setup-selftest", hash: "#/guide/setup" },
  { name: "setup-paused", scene: "setup-paused", hash: "#/guide/setup" },
  { name: "setup-failed", scene: "setup-failed", hash: "#/guide/setup" },
  { name: "setup-rejected", scene: "setup-rejected", hash: "#/guide/setup" },
  { name: "setup-done", scene: "setup-done", hash: "#/guide/setup" },
  { name: "chat", scene: "chat", sceneZh: "chat-zh", hash: "#/chat/t1" },
  { name: "chat-tool-waiting", scene: "chat", sceneZh: "chat-zh", hash: "#/chat/t2" },
  { name: "chat-tool-done", scene: "chat", sceneZh: "chat-zh", hash: "#/chat/t3" },
  { name: "chat-failed", scene: "chat", sceneZh: "chat-zh", hash: "#/chat/t4" },
  {
    name: "chat-edit",
    scene: "chat",
    sceneZh: "chat-zh",
    hash: "#/chat/t3",
    prepare: async (page) => {
      await page.locator("article button:has(svg.lucide-pencil)").first().click()
      await page.locator("article textarea").waitFor()
    },
  },
  { name: "chat-awkward", scene: "chat", hash: "#/chat/t5" },
  { name: "chat-tool-failed", scene: "chat", sceneZh: "chat-zh", hash: "#/chat/t6" },
  { name: "chat-empty", scene: "chat-empty", hash: "#/chat" },
  { name: "chat-starting", scene: "chat-starting", sceneZh: "chat-starting-zh", hash: "#/chat" },
  { name: "chat-not-running", scene: "chat-not-running", sceneZh: "chat-not-running-zh", hash: "#/chat/t3" },
  { name: "engine-ready", scene: "living", hash: "#/engine" },
  { name: "engine-starting", scene: "engine-starting", hash: "#/engine" },
  { name: "engine-loading", scene: "engine-loading", hash: "#/engine" },
  { name: "engine-crashed-busy", scene: "engine-crashed-busy", hash: "#/engine" },
  { name: "engine-crashed-kv", scene: "engine-crashed-kv", hash: "#/engine" },
  { name: "engine-crashed-dead", scene: "engine-crashed-dead", hash: "#/engine" },
  { name: "engine-crashed-unknown", scene: "engine-crashed-unknown", hash: "#/engine" },
  { name: "engine-none", scene: "fresh", hash: "#/engine" },
  { name: "engine-fix-worked", scene: "fix-worked", hash: "#/engine" },
  { name: "engine-checks", scene: "checks", hash: "#/engine/checks" },
  { name: "engine-checks-running", scene: "checks-running", hash: "#/engine/checks" },
  { name: "engine-checks-fine", scene: "living", hash: "#/engine/checks" },
  {
    name: "engine-checks-cure",
    scene: "checks",
    hash: "#/engine/checks",
    prepare: async (page) => {
      await page.locator("main li:has(svg.lucide-triangle-alert) button:not([aria-expanded])").first().click()
      await page.getByRole("dialog").getByRole("listitem").first().waitFor()
    },
  },
  {
    name: "engine-report",
    scene: "checks",
    hash: "#/engine/checks",
    prepare: async (page) => {
      await page.locator("main section header button").last().click()
      await page.getByRole("dialog").getByText("# Glimmer").waitFor()
    },
  },
  { name: "memory-measured", scene: "memory-measured", hash: "#/models/memory", prepare: unfold },
  { name: "engine-machine", scene: "living", hash: "#/engine/machine" },
  { name: "engine-versions", scene: "living", hash: "#/engine/versions" },
  { name: "connect", scene: "living", hash: "#/connect" },
  {
    name: "connect-key",
    scene: "living",
    hash: "#/connect/continue",
    prepare: async (page) => {
      await page.locator("main button:has(svg.lucide-eye)").click()
      await page.locator("main section header button").click()
      await page.locator("main output p").first().waitFor()
      await unfold(page)
    },
  },
  { name: "connect-cherry", scene: "living", hash: "#/connect/cherry-studio" },
  {
    name: "connect-off",
    scene: "chat-not-running",
    hash: "#/connect/python",
  },
  { name: "connect-none", scene: "fresh", hash: "#/connect" },
  { name: "models", scene: "living", hash: "#/models" },
  {
    name: "models-compare",
    scene: "living",
    hash: "#/models",
    prepare: async (page) => {
      const pick = page.locator("main button[aria-pressed]:has(svg.lucide-columns-3)")
      await pick.nth(1).click()
      await pick.nth(3).click()
      await pick.nth(4).click()
      await page.locator("main .sticky button").last().click()
      await page.getByRole("dialog").waitFor()
    },
  },
  { name: "models-fetching", scene: "models-fetching", hash: "#/models" },
  { name: "library", scene: "library", hash: "#/models/library" },
  {
    name: "library-end",
    scene: "library",
    hash: "#/models/library",
    prepare: async (page) => page.getByText("glm-edge-4b-chat").first().scrollIntoViewIfNeeded(),
  },
  { name: "library-empty", scene: "library-empty", hash: "#/models/library" },
  {
    name: "library-other",
    scene: "library",
    hash: "#/models/library",
    prepare: async (page) => {
      await page.locator("main button:has(svg.lucide-plus)").click()
      await page.getByRole("dialog").getByRole("textbox").fill("https://huggingface.co/zai-org/GLM-4-9B-0414")
      await page.keyboard.press("Enter")
      await page.getByRole("dialog").getByRole("heading", { level: 3 }).waitFor()
    },
  },
  {
    name: "library-away",
    scene: "library",
    hash: "#/models/library",
    prepare: async (page) => {
      await page.locator("main button:has(svg.lucide-plus)").click()
      await page.getByRole("dialog").getByRole("textbox").fill("nowhere/GLM-4-9B-0414")
      await page.keyboard.press("Enter")
      await page.getByRole("dialog").getByRole("status").waitFor()
    },
  },
  {
    name: "library-settings",
    scene: "library",
    hash: "#/models/library",
    prepare: async (page) => {
      await page.locator("main button:has(svg.lucide-sliders-horizontal)").click()
      await page.getByRole("dialog").waitFor()
    },
  },
  { name: "models-memory", scene: "living", hash: "#/models/memory" },
  { name: "settings-general", scene: "living", hash: "#/settings/general" },
  { name: "settings-network", scene: "living", hash: "#/settings/network" },
  { name: "settings-tools", scene: "living", hash: "#/settings/tools" },
  { name: "settings-storage", scene: "living", hash: "#/settings/storage" },
  { name: "settings-privacy", scene: "living", hash: "#/settings/privacy" },
  { name: "settings-about", scene: "living", hash: "#/settings/about" },
  {
    name: "palette",
    scene: "living",
    hash: "#/chat",
    prepare: async (page) => {
      await page.locator("[data-composer]").waitFor()
      await page.keyboard.press("Control+k")
      await page.getByRole("dialog").waitFor()
    },
  },
]
