/**
 * The world as services see it: processes, files, time, network, log. Small interfaces, handed in, so that a test
 * needs no machinery to replace one and no service knows which library stands behind.
 */

/** A program to run. Every run has a name, by which logs and errors speak of it. */
export interface Command {
  readonly name: string
  readonly program: string
  readonly arguments: readonly string[]
  readonly cwd?: string
  /** Added to the environment of Glimmer; `undefined` removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
  /** Given to the program's standard input, which is closed otherwise. */
  readonly input?: string
}

export interface RunOptions {
  /** Ends the program after this long, ms. */
  readonly timeoutMs: number
  /** Called with each line of output as it comes, both streams, terminal escapes removed. */
  readonly onLine?: (line: string) => void
  /** Between SIGTERM and SIGKILL when it is ended, ms; 2,000 when not said. */
  readonly graceMs?: number
}

/** How a run ended. Never thrown: a caller decides which ends are expected. */
export interface RunResult {
  readonly exitCode: number | null
  readonly signal: string | null
  /** As it came, escapes included; of a very long output the newest 16 MiB. */
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
  /** `not-permitted`: the system refused to start it, `stderr` says why. */
  readonly end: "exit" | "timeout" | "aborted" | "not-found" | "not-permitted"
}

/** A process that outlives whoever started it. */
export interface DetachedProcess {
  readonly pid: number
  /** Start time in clock ticks since boot: with the pid it names a process for good. */
  readonly startTicks: number
}

/** A process that was found on this machine. */
export interface ProcessInfo {
  readonly pid: number
  readonly parentPid: number
  readonly groupId: number
  readonly startTicks: number
  readonly name: string
  readonly commandLine: readonly string[]
  readonly user: string | null
  readonly residentBytes: number
}

export interface Processes {
  /** Runs a program to its end, with all its children in a group that dies with it. */
  run(command: Command, options: RunOptions): Promise<RunResult>
  /**
   * Starts a program in a session of its own, both output streams appended to `logPath`. Rejects with the problem
   * `not-found` or `permission-denied`.
   */
  detach(command: Command, logPath: string): Promise<DetachedProcess>
  /** The process with that pid; null when there is none, or only what is left of an ended one (a zombie). */
  find(pid: number): Promise<ProcessInfo | null>
  /** What a process was started with; null when it is gone or belongs to somebody else. */
  environment(pid: number): Promise<Readonly<Record<string, string>> | null>
  /** Every process whose environment holds `name=value`; how helpers that left the group are found. */
  findByEnvironment(name: string, value: string): Promise<readonly ProcessInfo[]>
  /** Members of a process group. */
  findByGroup(groupId: number): Promise<readonly ProcessInfo[]>
  /**
   * Sends a signal to a pid, or to a group when `group`; false when nobody is there. The kernel still accepts one for
   * an ended process that nobody has reaped: whether somebody lives, `find` and `findByGroup` know.
   */
  signal(pid: number, signal: "SIGTERM" | "SIGINT" | "SIGKILL", group: boolean): boolean
  /** Full path of a program on PATH; null when it is not there. */
  which(program: string): Promise<string | null>
}

export interface FileInfo {
  readonly kind: "file" | "folder" | "other"
  readonly bytes: number
  readonly modifiedAtMs: number
}

/** Room on a disk. */
export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Files that may still be made; null where the file system has no such limit. */
  readonly freeFiles: number | null
}

/** An open file that is written at positions. */
export interface OpenFile {
  write(chunk: Uint8Array, position: number): Promise<void>
  read(length: number, position: number): Promise<Uint8Array>
  truncate(bytes: number): Promise<void>
  /** Returns when the bytes are on the disk and would survive a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** A full disk, a missing right and a missing file reject with `disk-full`, `permission-denied`, `not-found`. */
export interface Files {
  /** Null when there is no such file. */
  readText(path: string): Promise<string | null>
  /** All or nothing, also when the power fails: readers see the old text or the new one. */
  writeText(path: string, text: string, mode?: number): Promise<void>
  /** Writes a text where nothing is yet; false when something is. */
  createText(path: string, text: string): Promise<boolean>
  /** Null when there is nothing. Follows links. */
  info(path: string): Promise<FileInfo | null>
  /** Names in no order; empty when there is no such folder. Links count as what they point to. */
  list(path: string): Promise<readonly { readonly name: string; readonly kind: FileInfo["kind"] }[]>
  makeFolder(path: string): Promise<void>
  /** Removes a file or a whole folder; nothing there is fine. */
  remove(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  copy(from: string, to: string): Promise<void>
  /** Points a symbolic link at a target in one step: there is no moment without a link. */
  switchLink(link: string, target: string): Promise<void>
  readLink(link: string): Promise<string | null>
  realPath(path: string): Promise<string | null>
  makeExecutable(path: string): Promise<void>
  open(path: string, how: "read" | "write"): Promise<OpenFile>
  /** Bytes a user may still write on the disk that holds `path` (or its nearest existing folder). */
  space(path: string): Promise<DiskSpace>
  /** Bytes of a whole folder on disk. */
  folderBytes(path: string): Promise<number>
}

export interface Clock {
  /** ms since 1970. */
  now(): number
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST"
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** Ends the request when no byte came for this long, ms. */
  readonly idleTimeoutMs?: number
  readonly followRedirects?: boolean
  /** Never through a proxy: for what runs on this machine. */
  readonly direct?: boolean
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Address after redirects. */
  readonly url: string
  readonly body: AsyncIterable<Uint8Array>
  text(): Promise<string>
  /** Drops the rest of the answer. */
  cancel(): Promise<void>
}

/**
 * HTTP with the machine's proxies and certificates. Follows redirects unless told not to. Without an answer, or with
 * half a one, it rejects with an `HttpFault` (a problem: `index-unreachable`, `ssl-cert-failed`, `proxy-refused`).
 */
export interface Http {
  request(request: HttpRequest): Promise<HttpResponse>
}

/** Bytes in memory that belongs to somebody else: to be given back once they are used. */
export interface LentBytes {
  readonly bytes: Uint8Array
  readonly release: () => void
}

/** An answer whose body is read in lent pieces: nothing is allocated, however large it is. */
export interface HttpBody {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Address after redirects. */
  readonly url: string
  /**
   * The next bytes of the body as they came over the wire, whatever their encoding; null after the last. While two
   * pieces are out, nothing more is read from the network. Rejects with an `HttpFault`.
   */
  next(): Promise<LentBytes | null>
  /** Ends it. The connection is kept for the next request when the body was read to its end. */
  close(): void
}

/** Downloads: `Http` for tens of gigabytes. */
export interface HttpBodies {
  open(request: HttpRequest & { readonly method: "GET" }): Promise<HttpBody>
}

/** The hash of a file, taken as the file grows. */
export interface FileHash {
  /** Goes on to `bytes`. The SHA-256, hexadecimal, of everything from the start to there. */
  advance(bytes: number): Promise<string>
  /** Takes the last advance back: those bytes have changed. */
  retreat(): Promise<void>
  close(): Promise<void>
}

/** Hashes files beside everything else: the one thing in a download that needs a processor for itself. */
export interface Hasher {
  /** `bytes`: how large it will be, where that is known. */
  open(path: string, bytes: number | null): Promise<FileHash>
  /** Ends its threads; what is open then rejects. */
  close(): Promise<void>
}

/** Bytes that can be read anywhere: a file, or a file on a server that answers ranges. */
export interface RandomAccess {
  readonly bytes: number
  read(position: number, length: number): Promise<Uint8Array>
}

/** Zip files (wheels are zip files) and hashes. */
export interface Archives {
  /** SHA-256 of a file, hexadecimal. */
  sha256(path: string): Promise<string>
  /** Writes one entry of a zip file to `target`. Errors when there is no such entry. */
  extract(zipPath: string, entryName: string, target: string): Promise<void>
  /** Text of the first entry whose name passes; null when none does. Reads only the parts it needs. */
  readEntry(zip: RandomAccess, passes: (entryName: string) => boolean): Promise<string | null>
}

/** Parts of a machine that a library knows how to read on every system. */
export interface SystemInformation {
  cpu(): Promise<{ readonly name: string; readonly cores: number; readonly threads: number }>
  /** Of the whole machine; a container's limit is not in it. */
  memory(): Promise<{ readonly totalBytes: number; readonly availableBytes: number }>
  os(): Promise<{
    readonly platform: string
    readonly name: string
    readonly release: string
    readonly kernel: string
    readonly architecture: string
  }>
  /** Names of graphics cards. Takes seconds, and is wrong about memory: a last resort for a name. */
  graphicsNames(): Promise<readonly { readonly vendor: string; readonly name: string }[]>
}

/** Ports of this machine's own address, 127.0.0.1. */
export interface Network {
  isFree(port: number): Promise<boolean>
  anyFree(): Promise<number>
}

/** For the program's own log, never for results. */
export interface Logger {
  debug(message: string, values?: Readonly<Record<string, unknown>>): void
  info(message: string, values?: Readonly<Record<string, unknown>>): void
  warn(message: string, values?: Readonly<Record<string, unknown>>): void
  error(message: string, values?: Readonly<Record<string, unknown>>): void
}

/** What every service may use. */
export interface Ports {
  readonly processes: Processes
  readonly files: Files
  readonly clock: Clock
  readonly http: Http
  readonly log: Logger
  readonly system: SystemInformation
  /** Environment variables of Glimmer itself. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Names that never repeat. */
  readonly newId: () => string
}
