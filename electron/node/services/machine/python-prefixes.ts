import { dirname, isAbsolute, join } from "node:path"
import type { Ports } from "../../ports"

/** More are not looked at: a machine shared by a department may have hundreds. */
const MOST = 200

/** Folders right below a home in which each folder is a Python environment. */
const COLLECTIONS: readonly string[] = [
  ".conda/envs",
  ".pyenv/versions",
  ".virtualenvs",
  ".local/share/virtualenvs",
  ".local/share/uv/tools",
  ".local/share/uv/python",
  ".local/share/pipx/venvs",
  ".local/pipx/venvs",
  ".venvs",
  "venvs",
  "envs",
]

const CONDAS: readonly string[] = [
  "miniconda3",
  "anaconda3",
  "miniforge3",
  "mambaforge",
  "micromamba",
  ".micromamba",
]

/** Folders that hold, or may hold, a Python of the person's: active ones first, then those on PATH, then the usual. */
export async function pythonPrefixes(
  ports: Pick<Ports, "files" | "environment">,
): Promise<readonly string[]> {
  const { files, environment } = ports
  const home = environment["HOME"]
  const active = [environment["VIRTUAL_ENV"], environment["CONDA_PREFIX"]]
  const onPath = (environment["PATH"] ?? "").split(":").filter((folder) => folder.endsWith("/bin"))
  const roots = [...condaRoots(home), "/opt/conda", "/opt/miniconda3", "/opt/anaconda3"]
  const collections = [
    ...roots.map((root) => join(root, "envs")),
    ...(home === undefined ? [] : COLLECTIONS.map((folder) => join(home, folder))),
    environment["PYENV_ROOT"] === undefined ? null : join(environment["PYENV_ROOT"], "versions"),
    environment["WORKON_HOME"] ?? null,
  ].filter((folder) => folder !== null)
  const collected = await Promise.all(
    collections.map(async (folder) => {
      const entries = await files.list(folder).catch(() => [])
      return entries.filter(({ kind }) => kind === "folder").map(({ name }) => join(folder, name))
    }),
  )
  const all = [
    ...active.filter((prefix) => prefix !== undefined),
    ...onPath.map(dirname),
    ...roots,
    ...collected.flat(),
    ...(home === undefined ? [] : await projectEnvironments(ports, home)),
    "/usr/local",
    "/usr",
  ]
  return [...new Set(all.filter((prefix) => isAbsolute(prefix)))].slice(0, MOST)
}

function condaRoots(home: string | undefined): readonly string[] {
  return home === undefined ? [] : CONDAS.map((name) => join(home, name))
}

/** `~/.venv`, `~/project/.venv`, packages installed with `--user`, and what conda has written down itself. */
async function projectEnvironments(
  { files }: Pick<Ports, "files">,
  home: string,
): Promise<readonly string[]> {
  const entries = await files.list(home).catch(() => [])
  const projects = entries.filter(({ name, kind }) => kind === "folder" && !name.startsWith("."))
  const known = await files.readText(join(home, ".conda", "environments.txt")).catch(() => null)
  return [
    join(home, ".local"),
    join(home, ".venv"),
    join(home, "venv"),
    ...(known ?? "").split("\n").map((line) => line.trim()),
    ...projects.flatMap(({ name }) => [
      join(home, name),
      join(home, name, ".venv"),
      join(home, name, "venv"),
    ]),
  ]
}
