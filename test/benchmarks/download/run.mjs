// Glimmer's downloader beside aria2c, in turns, on one local server. Needs aria2c; run it by hand:
//   node test/benchmarks/download/run.mjs [--folder DIR] [--rounds N] [--gigabytes N]
import { spawn } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { build } from "vite"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const { values } = parseArgs({
  options: {
    folder: { type: "string", default: tmpdir() },
    rounds: { type: "string", default: "3" },
    gigabytes: { type: "string", default: "4" },
    only: { type: "string" },
  },
})
const work = mkdtempSync(join(values.folder, "glimmer-benchmark-"))
const programs = await bundle(join(work, "programs"))
const MB = 1e6

const cases = [
  {
    name: "one large file",
    files: [["/large", Number(values.gigabytes) * 1e9]],
    aria: ["-x16", "-s16", "-k1M"],
  },
  { name: "50 files of 40 MB", files: many(50, 40 * MB), aria: ["-j16", "-x8", "-s8"] },
  { name: "200 files of 200 kB", files: many(200, 0.2 * MB), aria: ["-j16"] },
].filter((one) => values.only === undefined || one.name.includes(values.only))

for (const { name, files, aria } of cases) {
  const server = await startServer(files)
  const contenders = {
    glimmer: () => glimmer(server),
    "aria2c with checksum": () => aria2c(server, aria, true),
    "aria2c without": () => aria2c(server, aria, false),
  }
  const results = Object.fromEntries(Object.keys(contenders).map((contender) => [contender, []]))
  for (let round = 0; round < Number(values.rounds); round++) {
    // In turns, so that what else the machine does falls on all of them.
    for (const [contender, run] of Object.entries(contenders)) results[contender].push(await run())
  }
  server.stop()
  report(name, files, results)
}
rmSync(work, { recursive: true, force: true })

function many(count, bytes) {
  return Array.from({ length: count }, (_, index) => [`/f${index}`, bytes])
}

async function bundle(folder) {
  await build({
    root,
    configFile: false,
    logLevel: "silent",
    resolve: { alias: { "#node": join(root, "electron/node"), "#common": join(root, "electron/common") } },
    build: {
      ssr: true,
      outDir: folder,
      rolldownOptions: {
        input: {
          server: join(import.meta.dirname, "server.ts"),
          client: join(import.meta.dirname, "client.ts"),
        },
        output: { entryFileNames: "[name].mjs" },
      },
    },
    ssr: { noExternal: true },
  })
  return { server: join(folder, "server.mjs"), client: join(folder, "client.mjs") }
}

async function startServer(files) {
  const child = spawn(
    process.execPath,
    [programs.server, ...files.map(([path, bytes]) => `${path}:${bytes}`)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  )
  let text = ""
  for await (const piece of child.stdout) {
    text += piece
    if (text.includes("\n")) break
  }
  return { ...JSON.parse(text), stop: () => child.kill() }
}

function glimmer({ origin, files }) {
  return inFolder((folder) =>
    measure(process.execPath, [programs.client, JSON.stringify({ origin, files, folder })]),
  )
}

function aria2c({ origin, files }, options, checks) {
  return inFolder((folder) => {
    const list = join(folder, "list")
    const lines = files.flatMap(({ path, sha256 }) => [
      `${origin}${path}`,
      `  out=${path.slice(1)}`,
      ...(checks ? [`  checksum=sha-256=${sha256}`] : []),
    ])
    writeFileSync(list, lines.join("\n"))
    return measure("aria2c", ["-q", "--file-allocation=none", "-d", folder, "-i", list, ...options])
  })
}

async function inFolder(run) {
  const folder = join(work, "files")
  mkdirSync(folder)
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds and the peak of resident memory (MB) of a program. */
async function measure(program, programArguments) {
  const startedAt = performance.now()
  const child = spawn(program, programArguments, { stdio: ["ignore", "ignore", "inherit"] })
  let peak = 0
  const watch = setInterval(() => {
    const status = `/proc/${child.pid}/status`
    const found = existsSync(status) ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, "utf8")) : null
    peak = Math.max(peak, Number(found?.[1] ?? 0) / 1024)
  }, 20)
  const code = await new Promise((resolve) => child.on("close", resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: peak }
}

function report(name, files, results) {
  const bytes = files.reduce((sum, [, size]) => sum + size, 0)
  console.log(`\n${name}`)
  const own = results.glimmer
  for (const [contender, runs] of Object.entries(results)) {
    const seconds = runs.map((run) => run.seconds)
    const ratio = median(seconds.map((time, round) => time / own[round].seconds))
    console.log(
      [
        contender.padEnd(22),
        `${seconds.map((time) => time.toFixed(2)).join(" ")} s`,
        `median ${(bytes / median(seconds) / MB).toFixed(0)} MB/s`,
        `peak ${Math.max(...runs.map((run) => run.megabytes)).toFixed(0)} MiB`,
        `Glimmer's speed is ${ratio.toFixed(2)} × this`,
      ].join("  "),
    )
  }
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]
}
