// `npm run check`: types, lint (with the walls and cycles), format, dead code. All of them, then one verdict.
import { spawn } from "node:child_process"
import { join } from "node:path"
import { note, ROOT } from "./runtime.mjs"

const CHECKS = [
  { name: "types", program: "tsc", args: ["-b"] },
  { name: "lint, walls, cycles", program: "oxlint", args: ["--type-aware", "--deny-warnings"] },
  { name: "format", program: "oxfmt", args: ["--check"] },
  { name: "dead code", program: "knip", args: ["--no-progress"] },
]

let failed = 0
// All at once: each waits for the disk in its own moments.
const verdicts = CHECKS.map(async ({ program, args }) => {
  const startedAt = Date.now()
  const ended = await run(join(ROOT, "node_modules/.bin", program), args)
  return { ...ended, seconds: ((Date.now() - startedAt) / 1000).toFixed(1) }
})
for (const [index, verdict] of verdicts.entries()) {
  const { code, output, seconds } = await verdict
  note(`${code === 0 ? "ok  " : "FAIL"} ${CHECKS[index].name} (${seconds} s)`)
  if (code !== 0) {
    failed++
    note(output)
  }
}
process.exit(failed === 0 ? 0 : 1)

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("error", (error) => resolve({ code: 1, output: String(error) }))
    child.on("close", (code) => resolve({ code, output }))
  })
}
