import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it, onTestFinished } from "vitest"
import { createHasher } from "#node/adapters/hasher"
import type { Hasher } from "#node/ports"
import { FileContent } from "../../fakes/file-content"
import { bundleScript } from "./bundle-script"
import { temporaryFolder } from "./temporary-folder"

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

async function file(name: string, bytes: number): Promise<string> {
  const path = join(await temporaryFolder(), name)
  writeFileSync(path, new FileContent(bytes, 1).all())
  return path
}

function hasher(): Hasher {
  const one = createHasher()
  const open = async (path: string, bytes: number | null) => {
    const hash = await one.open(path, bytes)
    onTestFinished(() => hash.close())
    return hash
  }
  onTestFinished(() => one.close())
  return { ...one, open }
}

describe.each([
  ["small files, where they are asked for", 1],
  ["large files, on a thread", null],
])("%s", (_, bytes) => {
  it("hashes a file step by step, each step the hash of everything so far", async () => {
    const path = await file("a", 3_500_000)
    const hash = await hasher().open(path, bytes)
    const content = readFileSync(path)
    for (const end of [1, 1_000_000, 1_000_000, 3_500_000]) {
      expect(await hash.advance(end)).toBe(sha256(content.subarray(0, end)))
    }
  })

  it("takes a step back and reads those bytes again: how a damaged block is replaced", async () => {
    const path = await file("a", 2_000_000)
    const content = readFileSync(path)
    const damaged = Buffer.from(content)
    damaged[1_500_000] = 1 ^ (content[1_500_000] ?? 0)
    writeFileSync(path, damaged)
    const hash = await hasher().open(path, bytes)
    await hash.advance(1_000_000)
    expect(await hash.advance(2_000_000)).not.toBe(sha256(content))
    await hash.retreat()
    writeFileSync(path, content)
    expect(await hash.advance(2_000_000)).toBe(sha256(content))
  })

  it("tells a file that is not there or too short, and goes on with others", async () => {
    const one = hasher()
    await expect(one.open("/nowhere/at/all", bytes)).rejects.toThrow("ENOENT")
    const hash = await one.open(await file("a", 100), bytes)
    await expect(hash.advance(101)).rejects.toThrow("the file ends at 100 of 101 bytes")
    expect(await hash.advance(100)).toHaveLength(64)
  })
})

it("keeps files apart that are hashed at the same time", async () => {
  const one = hasher()
  const paths = await Promise.all([10, 20_000, 3_000_000, 9_000_000].map((bytes) => file(`f${bytes}`, bytes)))
  const digests = await Promise.all(
    paths.map(async (path) => {
      const { length } = readFileSync(path)
      const hash = await one.open(path, length)
      await hash.advance(Math.floor(length / 2))
      return hash.advance(length)
    }),
  )
  expect(digests).toEqual(paths.map((path) => sha256(readFileSync(path))))
})

it("works in a bundled program, and lets it end when there is nothing more to hash", async () => {
  const folder = await temporaryFolder()
  const program = await bundleScript(
    folder,
    "hash",
    `import { createHasher } from "#node/adapters/hasher"
     const hash = await createHasher().open(process.argv[2] ?? "", null)
     console.log(await hash.advance(1000))`,
  )
  const path = await file("a", 1000)
  const { stdout } = await promisify(execFile)(process.execPath, [program, path], { timeout: 10_000 })
  expect(stdout.trim()).toBe(sha256(readFileSync(path)))
})
