import { execFile } from "node:child_process"
import { promisify } from "node:util"

/** Runs one of our TypeScript programs in a plain Node in which `electron` is the stub; what it said, read as JSON. */
export async function runProgram<T>(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--experimental-transform-types",
      "--disable-warning=ExperimentalWarning",
      "--import",
      "./test/fakes/electron-stub/register.mjs",
      path,
      ...args,
    ],
    { timeout: 18_000, env: { ...process.env, ...environment } },
  )
  return JSON.parse(stdout)
}
