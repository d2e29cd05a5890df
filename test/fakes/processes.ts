import type { Command, DetachedProcess, Processes, ProcessInfo, RunOptions, RunResult } from "#node/ports"

/** What a fake program does: a result, or part of one over a good end with no output. */
export type Answer = (
  command: Command,
  options: RunOptions,
) => Partial<RunResult> | Promise<Partial<RunResult>>

/** Programs that exist only in a test. Whatever was not answered is not installed. */
export class FakeProcesses implements Processes {
  /** Every command that was run or detached, in order. */
  readonly commands: Command[] = []
  readonly signals: { readonly pid: number; readonly signal: string; readonly group: boolean }[] = []
  readonly #answers: { readonly matches: (command: Command) => boolean; readonly answer: Answer }[] = []
  readonly #programs = new Map<string, string>()
  readonly #alive = new Map<number, { info: ProcessInfo; environment: Readonly<Record<string, string>> }>()
  #nextPid = 50_000

  /** Answers a program by its name or path, or whatever the test picks. The newest answer counts. */
  answer(program: string | ((command: Command) => boolean), answer: Answer | Partial<RunResult>): this {
    const matches =
      typeof program === "string"
        ? (command: Command) => command.program === program || command.program.endsWith(`/${program}`)
        : program
    this.#answers.unshift({ matches, answer: typeof answer === "function" ? answer : () => answer })
    return this
  }

  /** Puts a program on PATH. */
  install(program: string, path = `/usr/bin/${program}`): this {
    this.#programs.set(program, path)
    return this
  }

  /** Adds a process that was running before. */
  live(
    info: Partial<ProcessInfo> & { readonly pid: number },
    environment: Record<string, string> = {},
  ): this {
    this.#alive.set(info.pid, { info: processInfo(info), environment })
    return this
  }

  /** Ends a process as if by itself. */
  end(pid: number): void {
    this.#alive.delete(pid)
  }

  async run(command: Command, options: RunOptions): Promise<RunResult> {
    this.commands.push(command)
    if (command.signal?.aborted) return runResult({ exitCode: null, end: "aborted" })
    const known = this.#answers.find((one) => one.matches(command))
    if (known === undefined) return runResult({ exitCode: null, end: "not-found" })
    const result = runResult(await known.answer(command, options))
    for (const line of lines(result.stdout + result.stderr)) options.onLine?.(line)
    return result
  }

  async detach(command: Command, _logPath: string): Promise<DetachedProcess> {
    this.commands.push(command)
    const pid = this.#nextPid++
    const environment = Object.entries(command.environment ?? {}).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    const commandLine = [command.program, ...command.arguments]
    this.live({ pid, groupId: pid, parentPid: 1, commandLine }, Object.fromEntries(environment))
    return { pid, startTicks: processInfo({ pid }).startTicks }
  }

  async find(pid: number): Promise<ProcessInfo | null> {
    return this.#alive.get(pid)?.info ?? null
  }

  async environment(pid: number): Promise<Readonly<Record<string, string>> | null> {
    return this.#alive.get(pid)?.environment ?? null
  }

  async findByEnvironment(name: string, value: string): Promise<readonly ProcessInfo[]> {
    return [...this.#alive.values()].filter((one) => one.environment[name] === value).map((one) => one.info)
  }

  async findByGroup(groupId: number): Promise<readonly ProcessInfo[]> {
    return [...this.#alive.values()].filter((one) => one.info.groupId === groupId).map((one) => one.info)
  }

  signal(pid: number, signal: "SIGTERM" | "SIGINT" | "SIGKILL", group: boolean): boolean {
    const reached = [...this.#alive.values()].filter(({ info }) => (group ? info.groupId : info.pid) === pid)
    this.signals.push({ pid, signal, group })
    for (const { info } of reached) this.onSignal(info.pid, signal)
    return reached.length > 0
  }

  /** What a signal does to a process; by default every signal ends it. */
  onSignal: (pid: number, signal: string) => void = (pid) => this.end(pid)

  async which(program: string): Promise<string | null> {
    return this.#programs.get(program) ?? null
  }
}

/** A run that went well, with what the test wants to be otherwise. */
export function runResult(change: Partial<RunResult> = {}): RunResult {
  return { exitCode: 0, signal: null, stdout: "", stderr: "", durationMs: 1, end: "exit", ...change }
}

function processInfo(change: Partial<ProcessInfo> & { readonly pid: number }): ProcessInfo {
  return {
    parentPid: 1,
    groupId: change.pid,
    startTicks: change.pid * 10,
    name: "program",
    commandLine: [],
    user: "user",
    residentBytes: 0,
    ...change,
  }
}

function lines(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n")
}
