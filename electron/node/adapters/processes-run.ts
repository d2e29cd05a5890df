import { type ChildProcessByStdio, spawn } from "node:child_process"
import type { Readable, Writable } from "node:stream"
import type { Command, RunOptions, RunResult } from "../ports"
import { Capture } from "./processes-capture"
import { childEnvironment, type Environment } from "./processes-environment"
import { signalProcess, tieGroupToUs, untieGroup } from "./processes-group"
import { LineSplitter } from "../line-splitter"

/** Between the polite signal and the hard one, ms. */
const GRACE_MS = 2000
/** After a program's end: how long its group may still write (`tee` empties its pipe), ms. */
const DRAIN_MS = 500
/** After SIGKILL: a process that hangs in the kernel (state D) does not die, and we do not wait for it, ms. */
const UNKILLABLE_MS = 1000

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** Runs a program to its end in a group of its own. Always answers, also when the program cannot be killed. */
export function runProgram(
  command: Command,
  options: RunOptions,
  environment: Environment,
): Promise<RunResult> {
  if (command.signal?.aborted) return Promise.resolve(notStarted("aborted", ""))
  try {
    const child = spawn(command.program, [...command.arguments], {
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      env: childEnvironment(environment, command.environment),
      // A group of its own, so that one signal reaches the grandchildren too.
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    })
    // A program that ends without reading breaks the pipe: how it ended says more than that.
    child.stdin.on("error", () => undefined)
    child.stdin.end(command.input)
    return followToEnd(child, command.signal, options)
  } catch (error) {
    // An argument no system accepts, such as one with a zero byte.
    return Promise.resolve(refused(error))
  }
}

function followToEnd(child: Child, signal: AbortSignal | undefined, options: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now()
    // A listener that throws is the caller's fault: the run ends with the caller's own error, not the whole program.
    const fault = (error: unknown) => {
      reject(error)
      settle()
    }
    const stdout = follow(child.stdout, options.onLine, fault)
    const stderr = follow(child.stderr, options.onLine, fault)
    const timers: NodeJS.Timeout[] = []
    const later = (ms: number, act: () => void) => timers.push(setTimeout(act, ms))
    const groupId = child.pid
    let end: RunResult["end"] = "exit"
    let exit: { code: number | null; signal: string | null } | null = null
    let settled = false

    const kill = (which: NodeJS.Signals) => {
      if (groupId !== undefined) signalProcess(groupId, which, true)
    }
    const settle = (result: Partial<RunResult> = {}) => {
      if (settled) return
      settled = true
      for (const timer of timers) clearTimeout(timer)
      signal?.removeEventListener("abort", abort)
      // What the program left behind in its group ends with it.
      kill("SIGKILL")
      if (groupId !== undefined) untieGroup(groupId)
      child.stdin.destroy()
      child.stdout.destroy()
      child.stderr.destroy()
      child.unref()
      resolve({
        exitCode: exit?.code ?? null,
        signal: exit?.signal ?? null,
        stdout: stdout.finish(),
        stderr: stderr.finish(),
        durationMs: performance.now() - startedAtMs,
        end,
        ...result,
      })
    }
    const stop = (why: "timeout" | "aborted") => {
      if (exit !== null || end !== "exit") return
      end = why
      kill("SIGTERM")
      later(options.graceMs ?? GRACE_MS, () => {
        kill("SIGKILL")
        later(UNKILLABLE_MS, settle)
      })
    }
    const abort = () => stop("aborted")

    if (groupId !== undefined) tieGroupToUs(groupId)
    signal?.addEventListener("abort", abort, { once: true })
    later(options.timeoutMs, () => stop("timeout"))
    child.once("error", (error) => {
      if (groupId === undefined) settle(refused(error))
    })
    child.once("exit", (code, endSignal) => {
      exit = { code, signal: endSignal }
      later(DRAIN_MS, () => {
        kill("SIGKILL")
        // A helper that left the group may hold the pipe for hours: it does not hold us.
        later(DRAIN_MS, settle)
      })
    })
    child.once("close", () => settle())
  })
}

/** Collects one stream and hands its lines on. */
function follow(
  stream: Readable,
  onLine: RunOptions["onLine"],
  onFault: (error: unknown) => void,
): { finish: () => string } {
  const capture = new Capture()
  const splitter = onLine === undefined ? null : new LineSplitter(onLine)
  const guarded = (act: () => void) => {
    try {
      act()
    } catch (error) {
      onFault(error)
    }
  }
  stream.on("data", (chunk: Buffer) => {
    capture.push(chunk)
    guarded(() => splitter?.push(chunk))
  })
  stream.on("error", () => undefined)
  return {
    finish: () => {
      guarded(() => splitter?.end())
      return capture.text
    },
  }
}

function refused(error: unknown): RunResult {
  const code = error instanceof Error && "code" in error ? error.code : null
  const message = error instanceof Error ? error.message : String(error)
  return notStarted(code === "ENOENT" || code === "ENOTDIR" ? "not-found" : "not-permitted", message)
}

function notStarted(end: RunResult["end"], stderr: string): RunResult {
  return { exitCode: null, signal: null, stdout: "", stderr, durationMs: 0, end }
}
