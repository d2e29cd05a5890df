import { constants } from "node:fs"
import { access, stat } from "node:fs/promises"
import { delimiter, isAbsolute, join, resolve } from "node:path"
import type { Processes } from "../ports"
import { detachProgram } from "./processes-detach"
import type { Environment } from "./processes-environment"
import { signalProcess } from "./processes-group"
import {
  readEnvironment,
  readProcess,
  readProcessesByEnvironment,
  readProcessesByGroup,
} from "./processes-proc"
import { runProgram } from "./processes-run"

/** The programs of this machine, started with `environment`, found on its PATH. */
export function createProcesses(environment: Environment): Processes {
  return {
    run: (command, options) => runProgram(command, options, environment),
    detach: (command, logPath) => detachProgram(command, logPath, environment),
    find: readProcess,
    environment: readEnvironment,
    findByEnvironment: readProcessesByEnvironment,
    findByGroup: readProcessesByGroup,
    signal: signalProcess,
    which: (program) => findOnPath(program, environment["PATH"] ?? ""),
  }
}

async function findOnPath(program: string, path: string): Promise<string | null> {
  if (program.includes("/")) return (await isExecutable(program)) ? resolve(program) : null
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder, program)
    // A relative entry would find something else in every folder.
    if (isAbsolute(folder) && (await isExecutable(candidate))) return candidate
  }
  return null
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
