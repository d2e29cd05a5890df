import { delimiter, dirname, join } from "node:path"
import type { IndexMirror } from "#common/data/mirrors"
import type { IndexChoice } from "#common/domain/settings"
import type { StepFacts } from "#common/domain/setup"
import type { Home } from "../../home"
import type { Ports, RunResult } from "../../ports"
import { textFact } from "./step"

/** uv with everything that makes its work stay in Glimmer's home and use the chosen index. */
export class Uv {
  constructor(
    private readonly ports: Pick<Ports, "processes">,
    private readonly home: Home,
    /** Full path of the program. */
    readonly program: string,
    private readonly indexUrl: string | null,
  ) {}

  /** Runs uv; `name` is what logs call it. Output lines go to `onLine` as they come. */
  async run(
    name: string,
    args: readonly string[],
    options: {
      readonly signal?: AbortSignal
      readonly onLine?: (line: string) => void
      readonly timeoutMs?: number
      readonly environment?: Readonly<Record<string, string | undefined>>
      readonly cwd?: string
      /** Given to the program's standard input. */
      readonly input?: string
    } = {},
  ): Promise<RunResult> {
    return this.ports.processes.run(
      {
        name,
        program: this.program,
        arguments: args,
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(options.input === undefined ? {} : { input: options.input }),
        environment: { ...this.environment(), ...options.environment },
      },
      {
        timeoutMs: options.timeoutMs ?? 20 * 60_000,
        ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
      },
    )
  }

  private environment(): Record<string, string | undefined> {
    return {
      // In Glimmer's own folder: on the same disk as the environments, so that files are linked and not copied.
      UV_CACHE_DIR: join(this.home.downloads, "uv-cache"),
      UV_PYTHON_INSTALL_DIR: join(this.home.tools, "python"),
      UV_NO_PROGRESS: "1",
      NO_COLOR: "1",
      UV_HTTP_TIMEOUT: "60",
      // An environment the person happens to stand in must not be built into.
      VIRTUAL_ENV: undefined,
      CONDA_PREFIX: undefined,
      PYTHONPATH: undefined,
      PYTHONHOME: undefined,
      ...(this.indexUrl === null ? {} : { UV_DEFAULT_INDEX: this.indexUrl }),
    }
  }
}

/** Address of the chosen index; null for whatever this machine is set to. */
export function indexUrlOf(choice: IndexChoice, mirrors: readonly IndexMirror[]): string | null {
  switch (choice.kind) {
    case "default":
      return null
    case "custom":
      return choice.url
    case "mirror":
      return mirrors.find((mirror) => mirror.id === choice.id)?.url ?? null
  }
}

/** PATH with an environment's programs first: the build finds cmake and ninja there. */
export function pathWith(python: string, path: string | undefined): string {
  const own = dirname(python)
  return path ? `${own}${delimiter}${path}` : own
}

/** The uv that the tools step found, with the index it was told. */
export function uvOf(ports: Pick<Ports, "processes">, home: Home, toolsFacts: StepFacts): Uv {
  const indexUrl = toolsFacts["indexUrl"]
  return new Uv(ports, home, textFact(toolsFacts, "uv"), typeof indexUrl === "string" ? indexUrl : null)
}
