import { createFiles } from "#node/adapters/files"
import type { Http, Logger, Ports, SystemInformation } from "#node/ports"
import { FakeClock } from "./clock"
import { FakeProcesses } from "./processes"

/** One line that went to the program's log. */
export interface LoggedLine {
  readonly level: "debug" | "info" | "warn" | "error"
  readonly message: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Ports of a test: time, programs and network are made up, files are real (use a temporary folder). */
export interface FakePorts extends Ports {
  readonly clock: FakeClock
  readonly processes: FakeProcesses
  readonly log: Logger & { readonly lines: readonly LoggedLine[] }
}

/** A machine without GPU, programs or network, for a test to add to. */
export function fakePorts<Change extends Partial<Ports>>(change?: Change): FakePorts & Change
export function fakePorts(change: Partial<Ports> = {}): Ports {
  let id = 0
  return {
    processes: new FakeProcesses(),
    files: createFiles(),
    clock: new FakeClock(),
    http: noNetwork,
    log: fakeLog(),
    system: fakeSystem(),
    environment: {},
    newId: () => `id-${++id}`,
    ...change,
  }
}

/** Keeps what was logged. */
export function fakeLog(): FakePorts["log"] {
  const lines: LoggedLine[] = []
  const line =
    (level: LoggedLine["level"]): Logger["info"] =>
    (message, values = {}) =>
      void lines.push({ level, message, values })
  return { lines, debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") }
}

/** A common workstation: 16 cores, 64 GiB, Ubuntu. */
export function fakeSystem(change: Partial<SystemInformation> = {}): SystemInformation {
  return {
    cpu: async () => ({ name: "AMD Ryzen 9 7950X 16-Core Processor", cores: 16, threads: 32 }),
    memory: async () => ({ totalBytes: 64 * 2 ** 30, availableBytes: 56 * 2 ** 30 }),
    os: async () => ({
      platform: "linux",
      name: "Ubuntu",
      release: "24.04.3 LTS",
      kernel: "6.8.0-85-generic",
      architecture: "x64",
    }),
    graphicsNames: async () => [],
    ...change,
  }
}

const noNetwork: Http = {
  request: (request) => Promise.reject(new Error(`no network in this test: ${request.url}`)),
}
