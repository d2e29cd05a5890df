// The tests of what runs in the engine's environment, by any Python found: they need nothing but its own library.
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { note, ROOT } from "./runtime.mjs"

const NAMES = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"]
const IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 10))"

/** Runs test/python and adds to the score; `python` names one, such as that of an engine's environment. */
export function pythonTests(tally, python = findPython()) {
  note("\n── tests of the engine's Python part")
  if (python === null) {
    note("There is no Python 3.10 or newer here; the Python part could not be tested.")
    return tally.add({ passed: 0, failed: 1 })
  }
  const { stdout, status } = spawnSync(python, ["-B", join(ROOT, "test/python/run.py")], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  })
  process.stderr.write(stdout)
  const score = /^(\d+) passed, (\d+) failed$/m.exec(stdout)
  const [passed, failed] = score ? [Number(score[1]), Number(score[2])] : [0, 1]
  tally.add({ passed, failed: Math.max(failed, status === 0 ? 0 : 1) })
  for (const [, count, reason] of stdout.matchAll(/^(\d+) skipped: (.+)$/gm))
    tally.skipped.push(`${count} tests of the Python part (${reason})`)
}

function findPython() {
  return (
    NAMES.find((name) => spawnSync(name, ["-c", IS_NEW_ENOUGH], { stdio: "ignore" }).status === 0) ?? null
  )
}
