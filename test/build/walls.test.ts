import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const run = promisify(execFile)

/** An empty house with the real walls: the configuration of compiler and linter, and not one file of ours. */
let house: string

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), "glimmer-walls-"))
  const configurations = [
    "package.json",
    "tsconfig.json",
    ".oxlintrc.json",
    "build/tsconfig.base.json",
    ...[
      "electron/common",
      "electron/node",
      "electron/main",
      "electron/preload",
      "renderer",
      "build",
      "test",
    ].map((folder) => `${folder}/tsconfig.json`),
  ]
  for (const path of configurations) await cp(join(ROOT, path), join(house, path))
  await symlink(join(ROOT, "node_modules"), join(house, "node_modules"))
  // Every project needs one file, and imports need something to reach.
  for (const path of [
    "electron/common/domain/decision.ts",
    "electron/common/data/fact.ts",
    "electron/common/contract/shape.ts",
    "electron/node/services/service.ts",
    "electron/node/adapters/adapter.ts",
    "electron/main/index.ts",
    "electron/preload/index.ts",
    "renderer/features/chat/page.ts",
    "renderer/ui/button.ts",
    "build/config.ts",
    "test/one.test.ts",
  ]) {
    await put(path, "export const value = 1\n")
  }
})

afterAll(() => rm(house, { recursive: true, force: true, maxRetries: 5 }))

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true })
  await writeFile(join(house, path), text)
}

/** Output and exit code of one of the house's own tools. */
async function tool(name: string, ...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(join(ROOT, "node_modules/.bin", name), args, { cwd: house })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}

/** What the tool says with that file in the house; the file is gone afterwards. */
async function withFile(path: string, text: string, name: string, ...args: string[]) {
  await put(path, text)
  try {
    return await tool(name, ...args)
  } finally {
    await rm(join(house, path))
  }
}

describe("the walls of the house", () => {
  it("let a house without trespassers pass", async () => {
    expect(await tool("oxlint", "--deny-warnings", "electron", "renderer")).toMatchObject({ code: 0 })
    expect(await tool("tsc", "-b")).toMatchObject({ code: 0, output: "" })
  })

  it.each([
    ["common reaching for Node", "electron/common/domain/a.ts", 'import "node:fs/promises"'],
    ["common reaching for the services", "electron/common/domain/a.ts", 'import "#node/services/service"'],
    ["domain reaching for data", "electron/common/domain/a.ts", 'import "../data/fact"'],
    ["domain reaching for the wire", "electron/common/domain/a.ts", 'import "../contract/shape"'],
    ["domain reaching for a package", "electron/common/domain/a.ts", 'import "zod"'],
    ["data reaching for the wire", "electron/common/data/a.ts", 'import "../contract/shape"'],
    ["the wire reaching for data", "electron/common/contract/a.ts", 'import "../data/fact"'],
    ["node reaching for Electron", "electron/node/services/a.ts", 'import "electron"'],
    ["node reaching for the desktop", "electron/node/serve/a.ts", 'import "#main/index"'],
    ["a service reaching for an adapter", "electron/node/services/a.ts", 'import "../adapters/adapter"'],
    ["a service reaching for the disk", "electron/node/services/a.ts", 'import "node:fs/promises"'],
    ["a service starting a process", "electron/node/services/a.ts", 'import "node:child_process"'],
    ["an adapter reaching for a service", "electron/node/adapters/a.ts", 'import "../services/service"'],
    ["a handler reaching past the services", "electron/node/rpc/a.ts", 'import "../adapters/adapter"'],
    ["the preload importing ours", "electron/preload/a.ts", 'import "../main/index"'],
    ["the renderer reaching for Node", "renderer/features/chat/a.ts", 'import "node:path"'],
    [
      "the renderer reaching for the services",
      "renderer/features/chat/a.ts",
      'import "#node/services/service"',
    ],
    ["one feature reaching for another", "renderer/features/engine/a.ts", 'import "../chat/page"'],
    ["a part reaching for a feature", "renderer/ui/a.ts", 'import "../features/chat/page"'],
  ])("stop %s (linter)", async (_, path, code) => {
    const { code: exit, output } = await withFile(path, `${code}\n`, "oxlint", "--deny-warnings", path)
    expect(exit).not.toBe(0)
    expect(output).toContain("no-restricted-imports")
  })

  it.each([
    ["process in common", "electron/common/domain/a.ts", "export const a = process.pid"],
    ["document in common", "electron/common/domain/a.ts", "export const a = document.title"],
    ["document in node", "electron/node/services/a.ts", "export const a = document.title"],
    ["process in the renderer", "renderer/ui/a.ts", "export const a = process.pid"],
    ["services in the renderer", "renderer/ui/a.ts", 'export { value } from "#node/services/service"'],
    ["services in common", "electron/common/domain/a.ts", 'export { value } from "#node/services/service"'],
    ["the desktop in node", "electron/node/services/a.ts", 'export { value } from "#main/index"'],
  ])("stop %s (compiler)", async (_, path, code) => {
    const { code: exit, output } = await withFile(path, `${code}\n`, "tsc", "-b")
    expect(exit).not.toBe(0)
    expect(output).toContain(path)
  })

  it("stop a circle of imports", async () => {
    await put("electron/common/domain/b.ts", 'import { a } from "./a"\nexport const b = () => a\n')
    const circle = 'import { b } from "./b"\nexport const a = () => b\n'
    const { output } = await withFile("electron/common/domain/a.ts", circle, "oxlint", "electron/common")
    await rm(join(house, "electron/common/domain/b.ts"))
    expect(output).toContain("no-cycle")
  })
})
