import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { createFiles } from "#node/adapters/files"
import { publishedModel } from "../../fakes/hub-server"
import { libraryBench, MODEL, modelWhen, pulled, wish } from "./library-bench"

const SHARD = "model-00001-of-00002.safetensors"

/** Files of the folder that differ from what was published. */
function wrongFiles(bench: Awaited<ReturnType<typeof libraryBench>>, folder: string): readonly string[] {
  return Object.keys(publishedModel()).filter((path) => {
    if (!existsSync(join(folder, path))) return true
    const actual = readFileSync(join(folder, path))
    const content = bench.hub.content(MODEL, path)
    return actual.length !== content.bytes || content.differsAt(actual, 0) !== null
  })
}

describe("a pull", () => {
  it("brings every file, proves each by its hash, and knows the exact version", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const model = await pulled(await bench.open(), wish())
    expect(model).toMatchObject({
      state: "complete",
      verified: "hashes",
      source: "huggingface",
      choiceId: MODEL,
    })
    expect(model.commit).toMatch(/^[0-9a-f]{40}$/)
    expect(model.folder).toBe(join(bench.home.models, MODEL))
    expect(wrongFiles(bench, model.folder)).toEqual([])
  })

  it("of a model that is whole moves nothing and asks nobody, also in a new program", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    await pulled(await bench.open(), wish())
    const asked = bench.hub.files.requests.length
    const again = await pulled(await bench.open(), wish())
    expect(again).toMatchObject({ state: "complete", verified: "hashes", fetchedBytes: 0 })
    expect(bench.hub.files.requests.length).toBe(asked)
  })

  it.each(["sizes", "names"] as const)(
    "of a model that is whole moves nothing, at a server that marks no state of its files (%s)",
    async (info) => {
      const bench = await libraryBench()
      bench.hub.publish(MODEL, publishedModel(), { etags: false })
      Object.assign(bench.hub.manners, { info, tree: null })
      await pulled(await bench.open(), wish())
      expect(await pulled(await bench.open(), wish())).toMatchObject({ state: "complete", fetchedBytes: 0 })
    },
  )

  it("takes safetensors and leaves the same weights in other formats", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, { ...publishedModel(), "pytorch_model.bin": 900_000, "original/a.pth": 1000 })
    const { folder, state } = await pulled(await bench.open(), wish())
    expect(state).toBe("complete")
    expect(existsSync(join(folder, "pytorch_model.bin"))).toBe(false)
    expect(bench.hub.sentBytes(MODEL, "pytorch_model.bin")).toBe(0)
  })

  it.each([
    ["its tree only", { info: "names", tree: 3 } as const],
    ["sizes with each file only", { info: "names", tree: null } as const],
    ["a tree and no description", { info: "none", tree: 1000 } as const],
    ["the newest state only, and no tree", { newestOnly: true, tree: null } as const],
    ["the first folder of its tree only", { info: "names", flat: true } as const],
  ])("works with a mirror that tells %s", async (_name, manners) => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, { ...publishedModel(), "figures/plan.txt": "a plan" })
    Object.assign(bench.hub.manners, manners)
    const model = await pulled(await bench.open(), wish())
    expect(model.state).toBe("complete")
    expect(wrongFiles(bench, model.folder)).toEqual([])
    expect(readFileSync(join(model.folder, "figures/plan.txt"), "utf8")).toBe("a plan")
    expect(bench.hub.files.requests.every(({ path }) => !path.includes(".."))).toBe(true)
  })

  it("speaks ModelScope, whose every file has a hash", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open({ environment: { MODELSCOPE_ENDPOINT: bench.hub.endpoint } })
    const model = await pulled(library, wish({ source: "modelscope" }))
    expect(model).toMatchObject({
      state: "complete",
      verified: "hashes",
      source: "modelscope",
      problem: null,
    })
    expect(wrongFiles(bench, model.folder)).toEqual([])
  })

  it("never writes outside of the model's folder, whatever a list says", async () => {
    const bench = await libraryBench()
    const evil = { "../../escaped.txt": "x", "a/../../escaped.txt": "x", ".config.json.journal": "{}" }
    bench.hub.publish(MODEL, { ...publishedModel(), ...evil })
    const { state, folder } = await pulled(await bench.open(), wish())
    expect(state).toBe("complete")
    expect(existsSync(join(bench.home.models, "escaped.txt"))).toBe(false)
    expect(existsSync(join(bench.home.models, "zai-org", "escaped.txt"))).toBe(false)
    expect(readFileSync(join(folder, ".config.json.journal"), "utf8")).not.toBe("{}")
  })

  it("brings files whose names are as long as a disk takes, and one that the list names twice once", async () => {
    const bench = await libraryBench()
    const long = { [`${"x".repeat(251)}.txt`]: "long", [`${"字".repeat(83)}.txt`]: "字" }
    bench.hub.publish(MODEL, { ...publishedModel(), ...long })
    Object.assign(bench.hub.manners, { info: "none", tree: 3, overlap: 1 })
    const { state, problem, folder } = await pulled(await bench.open(), wish())
    expect([state, problem]).toEqual(["complete", null])
    for (const [path, text] of Object.entries(long))
      expect(readFileSync(join(folder, path), "utf8")).toBe(text)
  })

  it("says what is wrong with a file that cannot even be looked at", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const real = createFiles()
    const denied = new ProblemError(makeProblem("permission-denied", { path: "journal" }))
    const files: typeof real = {
      ...real,
      readText: async (path) =>
        path.includes("tokenizer.json.journal") ? Promise.reject(denied) : real.readText(path),
    }
    const { state, problem } = await pulled(await bench.open({ files }), wish())
    expect([state, problem?.code]).toEqual(["failed", "permission-denied"])
  })

  it("finds a wrong configuration, for which only git's hash is known, and fetches it again", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    bench.hub.files.plan(`/blobs/${MODEL}/tokenizer.json`, { kind: "corrupt", at: 3 })
    const model = await pulled(await bench.open(), wish())
    expect(model).toMatchObject({ state: "complete", verified: "hashes" })
    expect(wrongFiles(bench, model.folder)).toEqual([])
  })

  it("takes marks that are no hashes of git's for what they are: unproved, not corrupt", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(), { marks: "of its own" })
    const model = await pulled(await bench.open(), wish())
    expect(model).toMatchObject({ state: "complete", verified: "index" })
    expect(bench.hub.sentBytes(MODEL, "README.md")).toBe(10)
  })

  it("works with a server that has its files under the branch only, and with ModelScope's other address", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(), { addresses: "few" })
    expect(await pulled(await bench.open(), wish())).toMatchObject({ state: "complete" })
    const library = await bench.open({ environment: { MODELSCOPE_ENDPOINT: bench.hub.endpoint } })
    const folder = join(bench.home.root, "again")
    expect(await pulled(library, wish({ source: "modelscope", folder }))).toMatchObject({ state: "complete" })
  })

  it("says so when the model lacks a shard that its own index names", async () => {
    const bench = await libraryBench()
    const { [SHARD]: _gone, ...rest } = publishedModel()
    bench.hub.publish(MODEL, rest)
    const { state, problem } = await pulled(await bench.open(), wish())
    expect({ state, code: problem?.code, file: problem?.values["file"] }).toEqual({
      ...{ state: "failed", code: "model-incomplete", file: SHARD },
    })
  })

  it("survives addresses that expire after each request, 429 with a wait, and 5xx of the hub itself", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(), { signedUses: 1 })
    const info = `/api/models/${MODEL}/revision/main`
    bench.hub.files.plan(info, { kind: "status", status: 503 })
    bench.hub.files.plan(info, { kind: "status", status: 429, headers: { "retry-after": "2" } })
    const shard = `/blobs/${MODEL}/${SHARD}`
    bench.hub.files.plan(shard, { kind: "status", status: 429, headers: { "retry-after": "1" } })
    bench.hub.files.plan(shard, { kind: "drop", afterBytes: 400_000 })
    bench.hub.files.plan(shard, { kind: "stall", afterBytes: 300_000 })
    const model = await pulled(await bench.open(), wish())
    expect(model).toMatchObject({ state: "complete", problem: null })
    expect(wrongFiles(bench, model.folder)).toEqual([])
  })

  it("waits for a hub that is busy for a while, and tells what it waits for", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const info = `/api/models/${MODEL}/revision/main`
    bench.hub.files.plan(info, { kind: "status", status: 503 }, { times: 3 })
    bench.hub.files.plan(info, { kind: "drop", afterBytes: -1 }, { times: 3 })
    const asked = { kind: "status", status: 429, headers: { "retry-after": "20" } } as const
    bench.hub.files.plan(`/blobs/${MODEL}/config.json`, asked, { times: 8 })
    const library = await bench.open()
    const { folder } = await library.pull(wish())
    const told = new Set<string>()
    for await (const { state } of library.watch()) {
      const model = state.models.find((one) => one.folder === folder)
      if (model?.state === "listing" && model.problem !== null) told.add(model.problem.code)
      if (model?.state === "complete" || model?.state === "failed") break
    }
    expect(told).toEqual(new Set(["download-failed", "hub-unreachable"]))
    expect(wrongFiles(bench, folder)).toEqual([])
  })

  it("goes on with the version it began with when the model changes meanwhile", async () => {
    const bench = await libraryBench({ bytesPerSecond: 8_000_000 })
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const { folder } = await library.pull(wish())
    const before = await modelWhen(library, folder, "running")
    await library.close()
    const again = await bench.open()
    const model = await modelWhen(again, folder, "complete", "failed")
    expect(model).toMatchObject({ state: "complete", commit: before.commit })
    expect(bench.hub.files.requests.filter(({ path }) => path.startsWith("/api/")).length).toBe(1)
  })

  it("takes the version there is now when the one it began with is gone, also in a new program", async () => {
    const bench = await libraryBench({ bytesPerSecond: 8_000_000 })
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const { folder } = await library.pull(wish())
    const before = await modelWhen(library, folder, "running")
    await library.close()
    const shards = { [SHARD]: 2_000_000, "README.md": "# Anew\n" }
    bench.hub.publish(MODEL, { ...publishedModel(), ...shards })
    const model = await modelWhen(await bench.open(), folder, "complete", "failed")
    expect(model).toMatchObject({ state: "complete", verified: "hashes", problem: null })
    expect(model.commit).not.toBe(before.commit)
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# Anew\n")
    expect(statSync(join(folder, SHARD)).size).toBe(2_000_000)
  })

  it("to a place where no folder can be made leaves nothing that a later start would try again", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const { state, problem } = await pulled(await bench.open(), wish({ folder: "/proc/glimmer/model" }))
    expect([state, problem?.code]).toEqual(["failed", "not-found"])
    expect((await bench.open()).view.models).toEqual([])
  })

  it("touches nobody's folder: one that holds something else is refused", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel())
    const library = await bench.open()
    const folder = join(bench.home.root, "mine")
    await library.refresh()
    mkdirSync(folder)
    writeFileSync(join(folder, "thesis.txt"), "years")
    await expect(library.pull(wish({ folder }))).rejects.toThrow("folder-not-empty")
  })
})

describe("a gate", () => {
  const gate = { known: ["hf_new", "hf_good"], granted: ["hf_good"] }
  it.each([
    [undefined, "hub-token-missing"],
    ["hf_wrong", "hub-token-refused"],
    ["hf_\nbroken", "hub-token-refused"],
    ["密码", "hub-token-refused"],
    ["hf_new", "hub-access-not-granted"],
    ["hf_good", null],
  ])("with the token %s ends in %s before a weight has moved", async (token, code) => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(), { gate })
    const library = await bench.open({ environment: token === undefined ? {} : { HF_TOKEN: token } })
    const { problem, state } = await pulled(library, wish())
    expect(problem?.code ?? null).toBe(code)
    expect(state).toBe(code === null ? "complete" : "failed")
    if (code === null) return
    expect(problem?.values["page"]).toBe(`${bench.hub.endpoint}/${MODEL}`)
    expect(bench.hub.sentBytes(MODEL, SHARD)).toBe(0)
  })

  it("leaves the token in no log and in no view", async () => {
    const bench = await libraryBench()
    bench.hub.publish(MODEL, publishedModel(), { gate })
    const library = await bench.open({ environment: { HF_TOKEN: "hf_good" } })
    await pulled(library, wish())
    expect(JSON.stringify([bench.log.lines, library.view])).not.toContain("hf_good")
    expect(library.view.tokens.huggingface).toBe("environment")
  })

  it("is told from a name that nobody has", async () => {
    const bench = await libraryBench()
    const { problem } = await pulled(await bench.open(), wish({ id: "nobody/nothing" }))
    expect(problem?.code).toBe("hub-model-not-found")
    // Nothing of it is there, and no later start asks for it again.
    const asked = bench.hub.files.requests.length
    expect((await bench.open()).view.models).toEqual([])
    expect(bench.hub.files.requests.length).toBe(asked)
  })
})
