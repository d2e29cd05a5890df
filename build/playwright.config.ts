import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { defineConfig } from "@playwright/test"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A Chromium of the system where there is one: Playwright's own is a download of its own. */
const chromium = [
  process.env["GLIMMER_CHROMIUM"],
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
].find((path) => path !== undefined && existsSync(path))

export default defineConfig({
  testDir: at("../test/e2e"),
  outputDir: at("report/e2e"),
  reporter: [["list"]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The engine's story is told in one piece, by a machine that has nothing else to do.
  projects: [
    { name: "ui", testDir: at("../test/e2e/ui") },
    { name: "desktop", testMatch: "desktop.spec.ts" },
    {
      name: "engine",
      testMatch: "engine/story.spec.ts",
      fullyParallel: false,
      timeout: 25 * 60_000,
      use: { actionTimeout: 30_000 },
    },
    // By hand, on a machine with an engine: `npm run test:engine -- --provoked`.
    { name: "provoked", testMatch: "engine/provoked*.spec.ts", fullyParallel: false, timeout: 10 * 60_000 },
  ],
  use: {
    locale: "en",
    viewport: { width: 1280, height: 800 },
    // A recording costs a fifth of the time; `--trace on` makes one.
    screenshot: "only-on-failure",
    // Without a GPU, drawing through the imitation of one takes twice as long as drawing without.
    launchOptions: {
      args: ["--disable-gpu"],
      ...(chromium === undefined ? {} : { executablePath: chromium }),
    },
  },
})
