import { spawn } from "node:child_process"
import { closeSync, mkdirSync, openSync } from "node:fs"
import { dirname } from "node:path"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Command, DetachedProcess } from "../ports"
import { problemOfSystemError } from "./files-problem"
import { childEnvironment, type Environment } from "./processes-environment"
import { startTicksNow } from "./processes-proc"

/**
 * Starts a program that goes on without us: its own session, so that no terminal takes it along, and both streams
 * appended to a file that it holds itself. Fails with `not-found` or `permission-denied`.
 */
export async function detachProgram(
  command: Command,
  logPath: string,
  environment: Environment,
): Promise<DetachedProcess> {
  const log = openLog(logPath)
  try {
    const child = spawn(command.program, [...command.arguments], {
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      env: childEnvironment(environment, command.environment),
      detached: true,
      stdio: ["ignore", log, log],
      windowsHide: true,
    })
    // Read at once: as long as this turn lasts nobody has reaped the child, even if it has died already.
    const startTicks = child.pid === undefined ? 0 : startTicksNow(child.pid)
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve)
      child.once("error", reject)
    })
    child.unref()
    if (child.pid === undefined) throw new ProblemError(makeProblem("not-found", { path: command.program }))
    return { pid: child.pid, startTicks }
  } catch (error) {
    throw problemOfSystemError(error, command.program)
  } finally {
    closeSync(log)
  }
}

function openLog(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true })
    // O_APPEND: two writers, or a truncation by the log keeper, never leave a hole of zeroes.
    return openSync(path, "a", 0o600)
  } catch (error) {
    throw problemOfSystemError(error, path)
  }
}
