import { mkdir, truncate, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { CHECKERS } from "#node/services/doctor/checks/index"
import { checkModelFolder } from "#node/services/doctor/checks/model-check"
import { temporaryFolder } from "../adapters/temporary-folder"
import { checkWorld, ENGINE } from "./check-world"

describe("the engine's files", () => {
  it("are whole, whatever the spelling of a package's name", async () => {
    expect(await engineWith(async () => undefined)).toMatchObject({
      says: "engine-whole",
      values: { packages: 2, files: 3 },
    })
  })

  it("are damaged by a cut-off library", async () => {
    expect(await engineWith((packages) => truncate(join(packages, "vllm/_C.abi3.so"), 4))).toMatchObject({
      says: "engine-files-missing",
      values: { files: 1, file: "_C.abi3.so" },
      fix: { kind: "rebuild-engine" },
    })
  })

  it("are others than were locked when somebody installed into it", async () => {
    const { rename } = await import("node:fs/promises")
    const found = await engineWith((packages) =>
      rename(join(packages, "Py_Thing-1.0.dist-info"), join(packages, "Py_Thing-1.1.dist-info")),
    )
    expect(found).toMatchObject({
      says: "engine-packages-changed",
      values: { count: 1, package: "py.thing-1.0" },
    })
  })
})

describe("the model's files", () => {
  it("are whole when each is as long as its header says", async () => {
    expect(await model({ "config.json": "{}", "model.safetensors": shard(100) })).toMatchObject({
      says: "model-whole",
      values: { files: 1 },
    })
  })

  it.each([
    ["one byte short", shard(100).slice(0, -1)],
    ["cut off within the header", shard(100).slice(0, 20)],
    ["a page of HTML", new TextEncoder().encode("<!doctype html><html><body>Not found</body></html>")],
    ["empty", new Uint8Array()],
  ])("are called damaged: %s", async (_name, content) => {
    expect(await model({ "config.json": "{}", "model.safetensors": content })).toMatchObject({
      says: "model-file-short",
      values: { file: "model.safetensors" },
      fix: { kind: "refetch-file", file: "model.safetensors" },
    })
  })

  it("are missing when the index names a shard that is not there", async () => {
    const index = JSON.stringify({ weight_map: { a: "m-1.safetensors", b: "m-2.safetensors" } })
    const found = await model({
      "config.json": "{}",
      "model.safetensors.index.json": index,
      "m-1.safetensors": shard(3),
    })
    expect(found).toMatchObject({
      says: "model-files-missing",
      values: { files: 1, file: "m-2.safetensors" },
    })
  })

  it("begin with a configuration that can be read", async () => {
    expect((await model({})).says).toBe("model-config-unreadable")
    expect((await model({ "config.json": "[1]" })).says).toBe("model-config-unreadable")
    expect((await model({ "config.json": '{"a": ' })).says).toBe("model-config-unreadable")
  })
})

async function engineWith(change: (packages: string) => Promise<unknown>) {
  const { world, root, home } = await checkWorld(null, { engine: async () => ENGINE })
  const packages = join(root, home.engines, ENGINE.id, "lib/python3.12/site-packages")
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(packages, path)), { recursive: true })
    await writeFile(join(packages, path), text)
  }
  await put("vllm/__init__.py", "x = 1\n")
  await put("vllm/_C.abi3.so", "0123456789")
  await put(
    "vllm-0.31.0+cu130.dist-info/RECORD",
    "vllm/__init__.py,sha256=a,6\nvllm/_C.abi3.so,sha256=b,10\nvllm/__pycache__/x.pyc,,\n",
  )
  await put("Py_Thing-1.0.dist-info/RECORD", '"py,thing.so",sha256=c,3\nREADME,sha256=d,9\n')
  await put("py,thing.so", "abc")
  const lock = { version: "0.31.0", sourceId: "release", hash: "h", torch: "2.13.0", pylock: "" }
  const file = { fileName: "f", url: "https://index.example/f", sha256: "s", bytes: 1 }
  const wheels = [{ ...file, packageName: "py.thing", version: "1.0" }]
  const kernels = { ...file, packageName: "vllm", version: "0.31.0" }
  const lockFile = join(root, home.downloads, "locks", `${ENGINE.id}.json`)
  await mkdir(dirname(lockFile), { recursive: true })
  await writeFile(lockFile, JSON.stringify({ ...lock, kernels, source: kernels, wheels }))
  await change(packages)
  return CHECKERS["engine-integrity"](world)
}

/** A safetensors file of one tensor. */
function shard(bytes: number): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({
      __metadata__: { format: "pt" },
      w: { dtype: "U8", shape: [bytes], data_offsets: [0, bytes] },
    }),
  )
  const file = new Uint8Array(8 + header.length + bytes)
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true)
  file.set(header, 8)
  return file
}

async function model(files: Readonly<Record<string, Uint8Array | string>>) {
  const folder = await temporaryFolder()
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return checkModelFolder(createFiles(), folder)
}
