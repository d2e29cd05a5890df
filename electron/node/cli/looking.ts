import { randomUUID } from "node:crypto"
import { createClock } from "../adapters/clock"
import { createFiles } from "../adapters/files"
import { createProcesses } from "../adapters/processes"
import { createSystemInformation } from "../adapters/system-information"
import type { Logger, Ports } from "../ports"

/** A look leaves no line in the program's log. */
export const SILENT: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The world for commands that only look: they take no home, so they disturb nobody and wait for nobody. */
export function lookingPorts(environment: Ports["environment"]): Omit<Ports, "http"> {
  return {
    processes: createProcesses(environment),
    files: createFiles(),
    clock: createClock(),
    log: SILENT,
    system: createSystemInformation(),
    environment,
    newId: randomUUID,
  }
}
