import {
  existsSync,
  mkdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { ModelsService } from "#node/services/models/models-service"
import { publishedModel } from "../../fakes/hub-server"
import { fakePorts } from "../../fakes/ports"
import { libraryBench, MODEL, modelWhen, pulled, wish } from "./library-bench"

const SHARD = "model-00002-of-00002.safetensors"
const CONFIG = JSON.stringify({ architectures: ["Glm4ForCausalLM"], model_type: "glm4" })

/** A model as some other program would leave it. */
function leaveModel(folder: string, shards: readonly string[] = ["model.safetensors"]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "config.json"), CONFIG)
  const weight_map = Object.fromEntries(shards.map((shard) => [shard, shard]))
  writeFileSync(join(folder, "model.safetensors.index.json"), JSON.stringify({ weight_map }))
  writeFileSync(join(folder, shards[0] ?? ""), Buffer.alloc(1000))
}

// A folder put there by hand has neither source nor hashes: a button that fetches it again would do nothing.
it("knows which models it could fetch again", async () => {
  const bench = await libraryBench()
  bench.hub.publish(MODEL, publishedModel())
  const byHand = join(bench.home.models, "somebody", "model")
  leaveModel(byHand)
  const library = await bench.open()
  const { folder } = await pulled(library, wish())
  expect(library.fetched(folder)).toBe(true)
  expect(library.fetched(byHand)).toBe(false)
})

describe("what was being fetched when Glimmer ended", () => {
  it("goes on with the next start, unless it was paused, and no byte comes twice", async () => {
    const bench = await libraryBench({ bytesPerSecond: 10_000_000 })
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const { folder } = await library.pull(wish())
    await modelWhen(library, folder, "running")
    await library.pause(folder)
    await library.close()

    const second = await bench.open()
    expect(second.view.models[0]?.state).toBe("paused")
    await second.resume(folder)
    await modelWhen(second, folder, "running")
    await second.close()

    const third = await bench.open()
    expect(await modelWhen(third, folder, "complete", "failed")).toMatchObject({ state: "complete" })
    expect(bench.hub.sentTwiceBytes(MODEL, SHARD)).toBeLessThan(2 * 8 * 256 * 1024)
  })

  it("is left to whoever stays when a command opens the home for something else", async () => {
    const bench = await libraryBench({ bytesPerSecond: 10_000_000 })
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const { folder } = await library.pull(wish())
    await modelWhen(library, folder, "running")
    await library.close()
    const command = await bench.open({ goOn: false })
    const [before] = command.view.models
    const [after] = (await command.refresh()).models
    expect([before, after]).toMatchObject([{ state: "paused" }, { state: "paused", fetchedBytes: 0 }])
    await command.close()
    expect(await modelWhen(await bench.open(), folder, "complete", "failed")).toMatchObject({
      state: "complete",
    })
  })
})

describe("the queue", () => {
  it("fetches two at once, the rest in their order, and a new order counts", async () => {
    const bench = await libraryBench({ bytesPerSecond: 20_000_000 })
    const ids = ["o/a", "o/b", "o/c", "o/d"]
    for (const id of ids) bench.hub.publish(id, publishedModel())
    const library = await bench.open()
    const folders: string[] = []
    for (const id of ids) folders.push((await library.pull(wish({ id }))).folder)
    await library.reorder(folders[3] ?? "", 0)
    const begun: string[] = []
    const ended = new Set<string>()
    for await (const { state } of library.watch()) {
      const running = state.models.filter((one) => ["listing", "running"].includes(one.state))
      expect(running.length).toBeLessThanOrEqual(2)
      for (const { id } of running) if (id !== null && !begun.includes(id)) begun.push(id)
      for (const { id, state: now } of state.models) if (now === "complete" && id !== null) ended.add(id)
      if (ended.size === ids.length) break
    }
    // The two that began together may end in any order.
    expect(begun.indexOf("o/d")).toBeLessThan(begun.indexOf("o/c"))
  })

  it("keeps to the limit, which outlives the program", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(200_000))
    await (await bench.open()).setLimit(50_000)
    const library = await bench.open()
    expect(library.view.limitBytesPerSecond).toBe(50_000)
    const startedAtMs = bench.clock.now()
    expect(await pulled(library, wish())).toMatchObject({ state: "complete" })
    // 400 kB at 50 kB a second are eight seconds; a quarter of a second may be saved up.
    expect(bench.clock.now() - startedAtMs).toBeGreaterThan(7_500)
  })
})

describe("verify", () => {
  it("finds what is corrupt though its size and time are right, and fetches only that part again", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(40_000_000))
    const library = await bench.open()
    const { folder } = await pulled(library, wish())
    const path = join(folder, SHARD)
    const { mtime } = statSync(path)
    const bytes = await readFile(path)
    bytes[20_000_000] = (bytes[20_000_000] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
    utimesSync(path, mtime, mtime)
    const before = bench.hub.sentBytes(MODEL, SHARD)
    await library.verify(folder)
    const model = await modelWhen(library, folder, "complete", "failed")
    expect(model).toMatchObject({ state: "complete", verified: "hashes" })
    expect(bench.hub.content(MODEL, SHARD).differsAt(await readFile(path), 0)).toBeNull()
    const again = bench.hub.sentBytes(MODEL, SHARD) - before
    expect(again).toBeGreaterThan(0)
    expect(again).toBeLessThan(20_000_000)
  })

  it("a shard that somebody cut short or deleted makes the model incomplete, and a pull completes it", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const { folder } = await pulled(await bench.open(), wish())
    truncateSync(join(folder, SHARD), 1_000_000)
    const library = await bench.open()
    expect(library.view.models[0]).toMatchObject({ state: "incomplete", verified: "no" })
    expect(await pulled(library, wish())).toMatchObject({ state: "complete", verified: "hashes" })
  })
})

describe("a move", () => {
  it.each(["on the same disk", "to another disk"])(
    "%s leaves one whole model, in the new place",
    async (how) => {
      const bench = await libraryBench()
      bench.hub.publish(MODEL, publishedModel())
      const real = createFiles()
      const other = join(bench.home.root, "other")
      // Between disks the system refuses to rename.
      const files: typeof real = {
        ...real,
        rename: (from, to) =>
          how === "to another disk" && to === join(other, "GLM") && !from.endsWith(".moving")
            ? Promise.reject(new ProblemError(makeProblem("internal", {}, "EXDEV")))
            : real.rename(from, to),
      }
      const library = await bench.open({ files })
      const { folder } = await pulled(library, wish())
      const to = join(other, "GLM")
      await library.move(folder, to)
      await modelWhen(library, to, "complete")
      await library.close()
      const again = await bench.open()
      expect(again.view.models).toMatchObject([{ folder: to, choiceId: `folder:${to}`, state: "complete" }])
      expect(existsSync(folder)).toBe(false)
      const asked = bench.hub.files.requests.length
      expect(await pulled(again, wish({ folder: to }))).toMatchObject({ state: "complete", fetchedBytes: 0 })
      expect(bench.hub.files.requests.length).toBe(asked)
    },
  )
})

describe("a full disk", () => {
  it("is seen before a byte of weight has moved, with what is missing", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const files = {
      ...createFiles(),
      space: async () => ({ freeBytes: 5_000_000, totalBytes: 9_000_000, freeFiles: null }),
    }
    const { problem, state } = await pulled(await bench.open({ files }), wish())
    expect([state, problem?.code, problem?.values["freeBytes"]]).toEqual([
      "failed",
      "disk-too-small",
      5_000_000,
    ])
    expect(bench.hub.sentBytes(MODEL, SHARD)).toBe(0)
  })

  it("on the way ends the pull; with room again it goes on where it was", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(20_000_000))
    const real = createFiles()
    let room = 20_000_000
    const files: typeof real = {
      ...real,
      async open(path, how) {
        const file = await real.open(path, how)
        return {
          ...file,
          write: (chunk, position) => {
            room -= chunk.length
            if (room >= 0) return file.write(chunk, position)
            return Promise.reject(new ProblemError(makeProblem("disk-full", { path }, "ENOSPC")))
          },
        }
      },
    }
    const library = await bench.open({ files })
    const full = await pulled(library, wish())
    expect(full).toMatchObject({ state: "failed", problem: { code: "disk-full" } })
    room = Number.POSITIVE_INFINITY
    await library.resume(full.folder)
    const model = await modelWhen(library, full.folder, "complete")
    // What was written before is not fetched again.
    expect(model.fetchedBytes).toBeLessThan(35_000_000)
  })
})

describe("what others fetched", () => {
  it("is found where it lies, can be chosen there, and is no business of ours to remove", async () => {
    const bench = await libraryBench()
    const user = join(bench.home.root, "..")
    const hub = join(user, ".cache/huggingface/hub/models--zai-org--GLM-4-9B-0414")
    const snapshot = join(hub, "snapshots/645b848")
    mkdirSync(join(hub, "refs"), { recursive: true })
    writeFileSync(join(hub, "refs/main"), "645b848")
    leaveModel(join(hub, "blobs-of-test"))
    mkdirSync(snapshot, { recursive: true })
    for (const name of ["config.json", "model.safetensors", "model.safetensors.index.json"]) {
      symlinkSync(join(hub, "blobs-of-test", name), join(snapshot, name))
    }
    leaveModel(join(user, ".cache/modelscope/hub/models/ZhipuAI/GLM-4___5-Air"), [
      "a.safetensors",
      "b.safetensors",
    ])
    mkdirSync(join(user, ".lmstudio/models/someone/GLM-GGUF"), { recursive: true })
    writeFileSync(join(user, ".lmstudio/models/someone/GLM-GGUF/glm.gguf"), Buffer.alloc(500))

    const library = await bench.open()
    expect(library.view.models).toMatchObject([
      { id: "zai-org/GLM-4-9B-0414", place: "huggingface-cache", state: "complete", commit: "645b848" },
      { id: "ZhipuAI/GLM-4.5-Air", place: "modelscope-cache", state: "incomplete" },
      { id: "someone/GLM-GGUF", place: "lm-studio", doneBytes: 500, verified: "no" },
    ])
    const selftest = join(user, "selftest")
    leaveModel(selftest)
    const models = new ModelsService(fakePorts(), bench.home, selftest, () => library.view.models)
    expect((await models.list()).map(({ id }) => id)).toEqual(["selftest", `folder:${snapshot}`])
    await expect(library.remove(snapshot)).rejects.toThrow("not-found")
  })

  it("a folder under Glimmer's own models of which the list knows nothing is taken in", async () => {
    const bench = await libraryBench()
    leaveModel(join(bench.home.models, "zai-org/GLM-4-9B-0414"))
    const library = await bench.open()
    expect(library.view.models).toMatchObject([
      { choiceId: "zai-org/GLM-4-9B-0414", state: "complete", verified: "index" },
    ])
    const models = new ModelsService(fakePorts(), bench.home, "", () => library.view.models)
    expect(await models.find("zai-org/GLM-4-9B-0414")).toMatchObject({
      kind: "catalog",
      name: "GLM-4-9B-0414",
    })
  })
})
