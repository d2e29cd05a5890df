import { basename, join } from "node:path"
import type { ReportPreview } from "#common/contract/doctor"
import { HUB_ADDRESSES, HUGGINGFACE_MIRRORS, INDEX_MIRRORS } from "#common/data/mirrors"
import { reportWords } from "#common/data/words/report"
import { LOG_RULES } from "#common/data/log-rules/index"
import { diagnose } from "#common/domain/diagnosis/diagnosis"
import { type PrivateNames, redact } from "#common/domain/report/redact"
import { type LogTailText, type ReportFacts, reportFileName, reportText } from "#common/domain/report/report"
import type { Home } from "../../home"
import type { Ports } from "../../ports"

/** Lines of each log that a report quotes: an engine's whole start is some hundred. */
const LINES = { engine: 600, setup: 200, glimmer: 100 } as const

/** What a report is made of, read when it is asked for. */
export interface ReportSources {
  readonly ports: Pick<Ports, "files" | "clock" | "environment">
  readonly home: Home
  /** Everything but the causes and logs, which are read here. */
  readonly facts: () => Promise<Omit<ReportFacts, "causes" | "logs" | "atMs">>
  /** The engine's lines that are still in memory. */
  readonly engineLines: () => readonly string[]
}

/** Makes the report that is shared when somebody asks for help. Nothing is saved that was not shown. */
export class ReportService {
  #last: ReportPreview | null = null

  constructor(private readonly sources: ReportSources) {}

  async preview(): Promise<ReportPreview> {
    const { ports, home } = this.sources
    const atMs = ports.clock.now()
    const inMemory = this.sources.engineLines()
    // A Glimmer that has not started an engine itself still reports on the last one.
    const engineLines = inMemory.length > 0 ? inMemory : await newestEngineLog(ports.files, home)
    const [facts, setup, glimmer] = await Promise.all([
      this.sources.facts(),
      tailOf(ports.files, join(home.logs, "setup.log"), LINES.setup),
      tailOf(ports.files, join(home.logs, "glimmer.log"), LINES.glimmer),
    ])
    const engine = {
      name: "engine",
      lines: engineLines.slice(-LINES.engine),
      before: Math.max(0, engineLines.length - LINES.engine),
    }
    const causes = diagnose(engineLines.join("\n"), LOG_RULES)
    const whole = reportText({ ...facts, atMs, causes, logs: [engine, setup, glimmer] }, reportWords)
    const { text, takenOut } = redact(whole, await this.#privateNames(facts))
    this.#last = { fileName: reportFileName(atMs), text, takenOut }
    return this.#last
  }

  /** Saves what was shown, into that file or that folder. Errors: those of writing. */
  async save(path: string): Promise<{ readonly path: string }> {
    const { fileName, text } = this.#last ?? (await this.preview())
    const { files } = this.sources.ports
    const isFolder = (await files.info(path))?.kind === "folder"
    const target = isFolder ? join(path, fileName) : path
    await files.writeText(target, text)
    return { path: target }
  }

  async #privateNames({ machine }: Pick<ReportFacts, "machine">): Promise<PrivateNames> {
    const { files, environment } = this.sources.ports
    const home = environment["HOME"] ?? ""
    const holders = machine?.gpus.flatMap((gpu) => gpu.processes.flatMap(({ user }) => user ?? [])) ?? []
    const users = [environment["USER"], environment["LOGNAME"], basename(home), ...holders]
    const hostName = await files.readText("/proc/sys/kernel/hostname").catch(() => null)
    const hosts = [environment["HOSTNAME"], hostName?.trim()]
    return {
      users: distinct(users),
      // `name.company.example` is known by its first part, too.
      hosts: distinct(hosts.flatMap((host) => [host, host?.split(".")[0]])),
      homes: distinct([home]),
      publicHosts: PUBLIC_HOSTS,
    }
  }
}

/** Servers that everybody fetches from; any other may be a company's own. */
const PUBLIC_HOSTS: readonly string[] = [
  ...[
    ...Object.values(HUB_ADDRESSES),
    ...[...INDEX_MIRRORS, ...HUGGINGFACE_MIRRORS].map(({ url }) => url),
  ].map((url) => new URL(url).host.replace(/^www\./, "")),
  ...["github.com", "pytorch.org", "vllm.ai", "nvidia.com", "hf.co", "python.org"],
]

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== ""))].filter(
    (name) => name !== undefined,
  )
}

/** The lines of the engine that ran last. */
async function newestEngineLog(
  files: Pick<Ports["files"], "list" | "info" | "readText">,
  home: Home,
): Promise<readonly string[]> {
  const names = (await files.list(home.logs)).flatMap(({ name }) =>
    /^engine-.+\.log$/.test(name) ? [name] : [],
  )
  const dated = await Promise.all(
    names.map(async (name) => ({ name, atMs: (await files.info(join(home.logs, name)))?.modifiedAtMs ?? 0 })),
  )
  const newest = dated.toSorted((a, b) => b.atMs - a.atMs)[0]
  const text = newest === undefined ? null : await files.readText(join(home.logs, newest.name))
  return (text ?? "").split("\n").filter((line) => line !== "")
}

async function tailOf(
  files: Pick<Ports["files"], "readText">,
  path: string,
  count: number,
): Promise<LogTailText> {
  const text = (await files.readText(path).catch(() => null)) ?? ""
  const lines = text.split("\n").filter((line) => line !== "")
  return { name: basename(path), lines: lines.slice(-count), before: Math.max(0, lines.length - count) }
}
