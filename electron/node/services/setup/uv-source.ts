import { join } from "node:path"
import { INDEX_MIRRORS } from "#common/data/mirrors"
import { UV_VERSION, UV_WHEELS } from "#common/data/pins"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import { fileNameOf } from "#common/domain/resolve/locked-files"
import type { StepProgress } from "#common/domain/setup"
import type { Archives, Ports } from "../../ports"
import type { FetchFiles } from "./fetch-files"
import { commandProblem } from "./command-failure"

/** Gets a uv where the machine has none. */
export interface UvSource {
  readonly version: string
  /** Returns the program's path. Errors: what stood in the way; `uv-unavailable` where nothing says what. */
  fetch(request: {
    readonly into: string
    /** The chosen index; null for the machine's own default. */
    readonly indexUrl: string | null
    readonly signal: AbortSignal
    readonly line: (text: string) => void
    readonly report: (progress: StepProgress) => void
  }): Promise<string>
}

/**
 * Takes uv as a Python package, pinned by hash, so that it may come from any index: the chosen one; the one pip on
 * this machine is set to; then the public mirrors.
 */
export function createUvSource(
  ports: Pick<Ports, "processes" | "files" | "http">,
  archives: Archives,
  fetchFiles: FetchFiles,
  architecture: string,
): UvSource {
  return {
    version: UV_VERSION,
    async fetch(request) {
      const wheel = await pinnedWheel(ports, architecture)
      await ports.files.makeFolder(request.into)
      const target = join(request.into, wheel.file)
      const ways: (() => Promise<void>)[] = [
        ...(request.indexUrl === null ? [() => byPip(ports, wheel, request)] : []),
        ...indexes(request.indexUrl).map(
          (url) => () => byIndex(ports, fetchFiles, wheel, url, target, request),
        ),
      ]
      const met: Problem[] = []
      for (const way of ways) {
        try {
          await way()
          return await unpack(ports, archives, target, request.into)
        } catch (error) {
          request.signal.throwIfAborted()
          const problem = problemOf(error)
          request.line(`uv: ${problem.code} ${problem.evidence ?? ""}`)
          if (problem.code === "disk-full" || problem.code === "permission-denied") throw error
          met.push(problem)
        }
      }
      throw new ProblemError(firstCause(met))
    },
  }
}

/**
 * What stood in the way, not that uv is wanting: a person can choose another index or mend a proxy. Of several ways
 * the first that says more than "no": it is the machine's own, the others are attempts to do without.
 */
function firstCause(met: readonly Problem[]): Problem {
  const telling = met.find(({ code }) => code !== "uv-unavailable" && code !== "internal")
  return telling ?? makeProblem("uv-unavailable", { version: UV_VERSION }, met.at(-1)?.evidence ?? null)
}

type Wheel = (typeof UV_WHEELS)[number]
type Request = Parameters<UvSource["fetch"]>[0]

async function pinnedWheel(ports: Pick<Ports, "files">, architecture: string): Promise<Wheel> {
  const musl = (await ports.files.info("/etc/alpine-release")) !== null
  const wheel = UV_WHEELS.find(
    (candidate) => candidate.architecture === architecture && candidate.libc === (musl ? "musl" : "glibc"),
  )
  if (wheel === undefined) throw new ProblemError(makeProblem("os-unsupported", { architecture }))
  return wheel
}

/** The chosen index alone where there is one: whoever chose an index may have to stay within it. */
function indexes(chosen: string | null): readonly string[] {
  return chosen === null ? INDEX_MIRRORS.map((mirror) => mirror.url) : [chosen]
}

/** pip knows the machine's index, proxies and certificates; its download is checked against the pin below. */
async function byPip(ports: Pick<Ports, "processes">, wheel: Wheel, request: Request): Promise<void> {
  const result = await ports.processes.run(
    {
      name: "pip download uv",
      program: "python3",
      arguments: [
        ...["-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--no-deps"],
        ...["--only-binary", ":all:", "--dest", request.into, `uv==${UV_VERSION}`],
      ],
      signal: request.signal,
    },
    { timeoutMs: 5 * 60_000, onLine: request.line },
  )
  if (result.exitCode !== 0)
    throw new ProblemError(commandProblem(result, "uv-unavailable", { file: wheel.file }))
}

/** Reads the index page of the package for the pinned file's address, then fetches that file. */
async function byIndex(
  ports: Pick<Ports, "http">,
  fetchFiles: FetchFiles,
  wheel: Wheel,
  indexUrl: string,
  target: string,
  request: Request,
): Promise<void> {
  const pageUrl = `${indexUrl.replace(/\/$/u, "")}/uv/`
  const page = await ports.http.request({
    method: "GET",
    url: pageUrl,
    headers: { accept: "text/html" },
    signal: request.signal,
    idleTimeoutMs: 15_000,
  })
  if (page.status !== 200) {
    await page.cancel()
    throw new ProblemError(
      makeProblem("index-unreachable", { index: indexUrl }, `HTTP ${page.status} ${pageUrl}`),
    )
  }
  const hrefs = [...(await page.text()).matchAll(/href="(?<href>[^"]+)"/gu)].map(
    (match) => match.groups?.["href"] ?? "",
  )
  const href = hrefs.find((candidate) => fileNameOf(candidate) === wheel.file)
  if (href === undefined) {
    throw new ProblemError(
      makeProblem(
        "index-lacks-package",
        { package: "uv", wanted: UV_VERSION, available: "" },
        `${new URL(indexUrl).host}: no ${wheel.file}`,
      ),
    )
  }
  const url = new URL(href.replaceAll("&amp;", "&").replace(/#.*$/u, ""), page.url).href
  await fetchFiles([{ url, sha256: wheel.sha256, bytes: null, target }], request)
}

async function unpack(
  ports: Pick<Ports, "files">,
  archives: Archives,
  wheelPath: string,
  into: string,
): Promise<string> {
  const wheel = UV_WHEELS.find((candidate) => wheelPath.endsWith(candidate.file))
  const sha256 = await archives.sha256(wheelPath)
  if (sha256 !== wheel?.sha256) {
    await ports.files.remove(wheelPath)
    throw new ProblemError(makeProblem("download-corrupt", { file: fileNameOf(wheelPath) }, sha256))
  }
  const program = join(into, "uv")
  await archives.extract(wheelPath, `uv-${UV_VERSION}.data/scripts/uv`, `${program}.part`)
  await ports.files.makeExecutable(`${program}.part`)
  // Only a whole program ever has the name that is looked for.
  await ports.files.rename(`${program}.part`, program)
  return program
}
