import { dirname, join } from "node:path"
import { INDEX_MIRRORS } from "#common/data/mirrors"
import { OLDEST_UV } from "#common/data/pins"
import { compareVersions } from "#common/domain/resolve/versions"
import type { Settings } from "#common/domain/settings"
import type { Home } from "../../../home"
import type { Ports } from "../../../ports"
import { preparePython } from "../python"
import type { Step } from "../step"
import { indexUrlOf, Uv } from "../uv"
import type { UvSource } from "../uv-source"

/** uv and a Python: found where there are good ones, else fetched into Glimmer's own folder. */
export function toolsStep(
  ports: Pick<Ports, "processes" | "files" | "environment">,
  home: Home,
  settings: () => Settings,
  source: UvSource,
): Step {
  return async ({ signal, line, report }) => {
    const indexUrl = indexUrlOf(settings().index, INDEX_MIRRORS)
    const found = await findUv(ports, home, line)
    const uv = found ?? {
      path: await source.fetch({ into: join(home.tools, "uv"), indexUrl, signal, line, report }),
      version: source.version,
      from: "fetched",
    }
    line(`uv ${uv.version}: ${uv.path}`)
    const python = await preparePython(ports, new Uv(ports, home, uv.path, indexUrl), settings().pythonPath, {
      signal,
      onLine: line,
    })
    line(`Python ${python.version}: ${python.path}`)
    return {
      uv: uv.path,
      uvVersion: uv.version,
      uvFrom: uv.from,
      python: python.path,
      pythonVersion: python.version,
      pythonHeaders: python.headers,
      indexUrl,
    }
  }
}

/** A uv that is new enough: Glimmer's own, the one shipped beside the program, the one on PATH. */
async function findUv(
  ports: Pick<Ports, "processes" | "environment">,
  home: Home,
  line: (text: string) => void,
): Promise<{ path: string; version: string; from: string } | null> {
  const user = ports.environment["HOME"]
  const candidates = [
    { path: join(home.tools, "uv/uv"), from: "fetched" },
    { path: join(dirname(process.execPath), "resources/uv"), from: "shipped" },
    { path: await ports.processes.which("uv"), from: "path" },
    // Where uv's own installer puts it, also when the shell that started Glimmer did not say so.
    { path: user ? join(user, ".local/bin/uv") : null, from: "path" },
  ]
  for (const { path, from } of candidates) {
    if (path === null) continue
    const result = await ports.processes.run(
      { name: "uv --version", program: path, arguments: ["--version"] },
      { timeoutMs: 10_000 },
    )
    const version =
      result.exitCode === 0 ? /^uv (?<version>\d+\.\d+\.\d+)/u.exec(result.stdout)?.groups?.["version"] : null
    if (!version) continue
    if (compareVersions(version, OLDEST_UV) >= 0) return { path, version, from }
    line(`uv ${version} at ${path} is older than ${OLDEST_UV}`)
  }
  return null
}
