// Runs the parts of a test run one after the other and keeps the score.
import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { note, ROOT } from "./runtime.mjs"

const REPORT = join(ROOT, "build/report")

/** Counts of a run: `passed`, `failed`, and in words what was not run. */
export class Tally {
  passed = 0
  failed = 0
  skipped = []
  #startedAt = Date.now()

  add({ passed, failed }) {
    this.passed += passed
    this.failed += failed
  }

  /** The last lines of the run; the very last one is for machines too. */
  end() {
    for (const words of this.skipped) note(`not run: ${words}`)
    note(`took ${((Date.now() - this.#startedAt) / 1000).toFixed(0)} s`)
    process.stdout.write(`${this.passed} passed, ${this.failed} failed\n`)
    process.exit(this.failed === 0 ? 0 : 1)
  }
}

/** Runs a program with its output shown; resolves with its exit code. */
export function show(program, args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    })
    child.on("error", (error) => {
      note(error.message)
      resolve(1)
    })
    child.on("exit", (code) => resolve(code ?? 1))
  })
}

/** One thing that passes or fails as a whole. */
export async function one(tally, name, program, args) {
  note(`\n── ${name}`)
  const code = await show(program, args)
  tally.add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  return code === 0
}

/** Vitest, counted by its own report. */
export async function vitest(tally, name, args) {
  note(`\n── ${name}`)
  const file = freshReport("vitest.json")
  const code = await show(join(ROOT, "node_modules/.bin/vitest"), [
    "run",
    ...[
      "--config",
      "build/vitest.config.ts",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    ...args,
  ])
  const report = read(file)
  if (report === null) return tally.add({ passed: 0, failed: 1 })
  // A file that could not even be loaded has no test to count.
  const broken = report.testResults.filter(
    (result) => result.status === "failed" && result.assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length
  tally.add({ passed: report.numPassedTests, failed: Math.max(failed, code === 0 ? 0 : 1) })
  for (const result of report.testResults.flatMap((suite) => suite.assertionResults)) {
    if (["skipped", "pending", "todo"].includes(result.status)) tally.skipped.push(result.fullName)
  }
}

/** Playwright, counted by its own report. */
export async function playwright(tally, name, args, environment) {
  note(`\n── ${name}`)
  const file = freshReport("playwright.json")
  const code = await show(
    join(ROOT, "node_modules/.bin/playwright"),
    ["test", "--config", "build/playwright.config.ts", "--reporter=list,json", ...args],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...environment },
  )
  const report = read(file)
  if (report === null) return tally.add({ passed: 0, failed: 1 })
  const { expected, unexpected, flaky } = report.stats
  // A test that passes at the second try has not passed.
  tally.add({ passed: expected, failed: Math.max(unexpected + flaky, code === 0 ? 0 : 1) })
  for (const title of skippedTitles(report.suites)) tally.skipped.push(title)
}

function skippedTitles(suites) {
  return suites.flatMap((suite) => [
    ...skippedTitles(suite.suites ?? []),
    ...(suite.specs ?? [])
      .filter((spec) => spec.tests.some((test) => test.status === "skipped"))
      .map((spec) => {
        const why = spec.tests
          .flatMap((test) => test.annotations)
          .find((annotation) => annotation.type === "skip")
        return why?.description ? `${spec.title} (${why.description})` : spec.title
      }),
  ])
}

function freshReport(name) {
  mkdirSync(REPORT, { recursive: true })
  const file = join(REPORT, name)
  rmSync(file, { force: true })
  return file
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null
}
