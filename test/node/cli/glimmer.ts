import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { onTestFinished, vi } from "vitest"

const ROOT = fileURLToPath(new URL("../../..", import.meta.url))
const PROGRAM = join(ROOT, "build/dist/main/cli.js")
const NODE_OPTIONS = ["--disable-warning=ExperimentalWarning"]

type Environment = Readonly<Record<string, string>>

/** How a command ended and what it said. */
export interface Ended {
  /** Exit code, or the signal that killed it. */
  readonly code: number | NodeJS.Signals
  readonly stdout: string
  readonly stderr: string
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams
  readonly pid: number
  /** Everything it has said until now. */
  readonly said: { stdout: string; stderr: string }
  readonly ended: Promise<Ended>
  /** Resolves once it has said this. */
  readonly says: (stream: "stdout" | "stderr", what: RegExp) => Promise<RegExpExecArray>
}

/** Starts the program as it was built, in English unless `environment` says otherwise. Killed when the test ends. */
export function launch(args: readonly string[], environment: Environment, nodeArgs = NODE_OPTIONS): Running {
  if (!existsSync(PROGRAM)) throw new Error("the program is not built: run `npm run build`")
  return start(process.execPath, [...nodeArgs, PROGRAM, ...args], environment)
}

function start(program: string, args: readonly string[], environment: Environment): Running {
  const child = spawn(program, args, {
    env: { PATH: process.env["PATH"], HOME: tmpdir(), LANG: "C.UTF-8", ...environment },
  })
  const said = { stdout: "", stderr: "" }
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text))
  // A program that ends without reading what it is given is none of the test's failures.
  child.stdin.on("error", () => undefined)
  const ended = once(child, "close").then(([code, signal]) => ({ code: code ?? signal, ...said }))
  onTestFinished(() => void child.kill("SIGKILL"))
  return {
    child,
    pid: child.pid ?? 0,
    said,
    ended,
    says: (stream, what) =>
      vi.waitFor(
        () => {
          const found = what.exec(said[stream])
          if (found === null) throw new Error(`it said only: ${JSON.stringify(said)}`)
          return found
        },
        { timeout: 15_000, interval: 20 },
      ),
  }
}

/** Runs a command to its end; `input` is what comes through a pipe. */
export function glimmer(args: readonly string[], environment: Environment, input = ""): Promise<Ended> {
  const { child, ended } = launch(args, environment)
  child.stdin.end(input)
  return ended
}

/** The same with its results written to a file. */
export function glimmerInto(path: string, args: readonly string[], environment: Environment): Promise<Ended> {
  const program = [process.execPath, ...NODE_OPTIONS, PROGRAM, ...args]
  return start("/bin/sh", ["-c", 'path=$0; exec "$@" > "$path"', path, ...program], environment).ended
}

/** A home with nothing in it, removed when the test ends. */
export async function emptyHome(): Promise<{ readonly GLIMMER_HOME: string }> {
  const folder = await mkdtemp(join(tmpdir(), "glimmer-cli-"))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return { GLIMMER_HOME: folder }
}

/** Is this process still there? */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The same in a terminal of so many columns, where stdout and stderr are one, as `stdout`. */
export function inTerminal(args: readonly string[], environment: Environment, columns: number): Running {
  const command = [process.execPath, ...NODE_OPTIONS, PROGRAM, ...args].map((part) => `'${part}'`).join(" ")
  return start(
    "/usr/bin/script",
    ["-qefc", `stty cols ${columns} rows 40; ${command}`, "/dev/null"],
    environment,
  )
}
