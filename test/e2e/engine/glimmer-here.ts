import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { GlimmerClient } from "#common/contract/index"
import type { FixesView } from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import type { SetupView } from "#common/domain/setup"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import { homeOf } from "#node/home"
import { connectToOwner } from "#node/serve/owner-client"

const CLI = fileURLToPath(new URL("../../../build/dist/main/cli.js", import.meta.url))

/** A home of its own, and the programs that work in it; all of them real. */
export class GlimmerHere {
  private constructor(
    readonly root: string,
    /** Nobody else's: removed when the test is over. */
    private readonly ownsRoot = true,
    /** Added to its programs' environment. */
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  static async inEmptyHome(environment: Readonly<Record<string, string>> = {}): Promise<GlimmerHere> {
    return new GlimmerHere(await mkdtemp(join(tmpdir(), "glimmer-engine-")), true, environment)
  }

  /** In a folder that is somebody else's to remove. */
  static inFolder(root: string, environment: Readonly<Record<string, string>> = {}): GlimmerHere {
    return new GlimmerHere(root, false, environment)
  }

  /** With an engine that answers: the one that is in `root`, or one made for the test. */
  static async withEngine(root: string | undefined): Promise<GlimmerHere> {
    const here = root === undefined ? await GlimmerHere.inEmptyHome() : GlimmerHere.inFolder(root)
    const { code, notes } = await here.command("setup", "--target", "cpu")
    if (code !== 0) throw new Error(`no engine could be made: ${notes}`)
    return here
  }

  /** Runs a command to its end. */
  async command(...args: readonly string[]): Promise<{ code: number | null; output: string; notes: string }> {
    const child = this.spawn(...args)
    const [output, notes] = [collect(child.stdout), collect(child.stderr)]
    const [code] = (await once(child, "close")) as [number | null]
    return { code, output: await output, notes: await notes }
  }

  /** Starts a command and leaves it to the caller. */
  spawn(...args: readonly string[]): ChildProcess {
    const environment = { ...process.env, GLIMMER_HOME: this.root, NO_COLOR: "1", ...this.environment }
    return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", CLI, ...args], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    })
  }

  /** The browser's front door on a port, or on any that is free; resolves when it is open. */
  async serve(port?: number): Promise<Served> {
    const child = this.spawn("serve", "--json", ...(port === undefined ? [] : ["--port", String(port)]))
    const said = collect(child.stderr)
    const { stdout } = child
    if (stdout === null) throw new Error("no output to read")
    for await (const line of createInterface({ input: stdout })) {
      const { address } = JSON.parse(line) as { address?: string }
      if (address !== undefined) return { child, address }
      throw new Error(`Glimmer did not serve: ${line}`)
    }
    throw new Error(`Glimmer did not serve: ${await said}`)
  }

  /** Asks the Glimmer that has the home now. */
  async ask<T>(question: (client: GlimmerClient) => Promise<T>): Promise<T> {
    const environment = { ...process.env, GLIMMER_HOME: this.root }
    const ports = { files: createFiles(), processes: createProcesses(environment), clock: createClock() }
    const connection = await connectToOwner(ports, homeOf(environment))
    if (connection === null) throw new Error("nobody has the home")
    try {
      return await question(connection.client)
    } finally {
      connection.close()
    }
  }

  setupUntil(is: (view: SetupView) => boolean): Promise<SetupView> {
    return this.ask(async (client) => first(await client.setup.watch({}), is))
  }

  engineUntil(is: (view: EngineView) => boolean): Promise<EngineView> {
    return this.ask(async (client) => first(await client.engine.watch({}), is))
  }

  /** Pids that have this home in their command line or in their memory: vLLM's workers rename themselves. */
  async processes(): Promise<readonly number[]> {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name)).map(Number)
    const own = await Promise.all(
      pids.map(async (pid) => {
        const read = (name: string) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "")
        const texts = await Promise.all([read("cmdline"), read("maps")])
        return texts.some((text) => text.includes(this.root)) ? pid : null
      }),
    )
    return own.filter((pid) => pid !== null)
  }

  fixesUntil(is: (view: FixesView) => boolean): Promise<FixesView> {
    return this.ask(async (client) => first(await client.doctor.watchFixes({}), is))
  }

  /** Pids of a process group, its leader first. */
  async groupOf(leader: number): Promise<readonly number[]> {
    const members = await createProcesses(process.env).findByGroup(leader)
    return [leader, ...members.map(({ pid }) => pid).filter((pid) => pid !== leader)]
  }

  /** Ends what is left, as a careful person would, and removes the home: that is all there is to remove. */
  async remove(): Promise<void> {
    for (const pid of await this.processes()) process.kill(pid, "SIGKILL")
    if (!this.ownsRoot) return
    await rm(this.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

export interface Served {
  readonly child: ChildProcess
  /** Lets a browser in. */
  readonly address: string
}

/** As a power cut does it: the program alone, at once, without a word. */
export async function cutOff(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

async function first<T>(frames: AsyncIterable<{ readonly state: T }>, is: (state: T) => boolean): Promise<T> {
  for await (const { state } of frames) if (is(state)) return state
  throw new Error("the stream ended before it came to that")
}

async function collect(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ""
  for await (const chunk of stream ?? []) text += String(chunk)
  return text
}
