import { mkdir, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { FixOffer } from "#common/domain/diagnosis/fix-offer"
import { makeProblem, type Problem } from "#common/domain/problem"
import { FixHistory } from "#node/services/doctor/fix-history"
import { FixService } from "#node/services/doctor/fix-service"
import { RUN_ID_VARIABLE } from "#node/services/engine/engine-environment"
import { crashed, fixWorld, REQUEST } from "./fix-world"

const about = (problem: Problem) => ({ kind: "problem", problem }) as const
const KV = makeProblem("kv-cache-too-small", { length: 8192, fittingLength: 5000 })
const BUSY = makeProblem("gpu-memory-busy", { pid: 41_217, freeBytes: 5e9, totalBytes: 10e9 })

function find(offers: readonly FixOffer[], kind: FixOffer["fix"]["kind"]): FixOffer {
  const offer = offers.find(({ fix }) => fix.kind === kind)
  if (offer === undefined)
    throw new Error(`${kind} is not offered: ${offers.map(({ fix }) => fix.kind).join()}`)
  return offer
}

describe("offers", () => {
  it("tell what they would do before they are pressed, with numbers the log gave", async () => {
    const { fixes } = await fixWorld(KV)
    const shorter = find(await fixes.offers(about(KV)), "lower-max-model-len")
    expect(shorter).toMatchObject({
      fix: { tokens: 4864 },
      effect: { kind: "settings", before: { maxModelLen: 8192 }, after: { maxModelLen: 4864 } },
      workedHere: false,
    })
  })

  // vLLM says that 128 tokens fit: half of what was asked for, the guess where nothing is known, would fail again.
  it("do not shorten to a length that is known not to fit", async () => {
    const problem = makeProblem("kv-cache-too-small", { length: 8192, fittingLength: 128 })
    const { fixes } = await fixWorld(problem)
    const kinds = (await fixes.offers(about(problem))).map(({ fix }) => fix.kind)
    expect(kinds).not.toContain("lower-max-model-len")
    // Nor what would only double the room.
    expect(kinds).not.toContain("kv-dtype")
    expect(kinds).toContain("other-variant")
  })

  it("leave out what would change nothing", async () => {
    const { fixes, state } = await fixWorld(KV)
    state.view = {
      ...crashed(KV),
      request: { ...REQUEST, settings: { ...REQUEST.settings, kvCacheDtype: "fp8" } },
    }
    const kinds = (await fixes.offers(about(KV))).map(({ fix }) => fix.kind)
    expect(kinds).not.toContain("kv-dtype")
  })

  it("are one where two would do the same", async () => {
    const problem = makeProblem("safetensors-corrupt", { file: "model.safetensors" })
    const { fixes } = await fixWorld(problem)
    const effects = (await fixes.offers(about(problem))).map(({ effect }) => JSON.stringify(effect))
    expect(effects).toContain(JSON.stringify({ kind: "page", page: "models" }))
    expect(new Set(effects).size).toBe(effects.length)
  })

  it("never make a button of advice that does harm", async () => {
    const problem = makeProblem("trust-remote-code")
    const { fixes, state } = await fixWorld(problem)
    const offers = await fixes.offers(about(problem))
    const harmful = find(offers, "explain-trust-remote-code")
    expect(harmful.effect).toEqual({ kind: "explanation" })
    await expect(fixes.apply({ offerId: harmful.id, confirmed: true })).rejects.toMatchObject({
      problem: { code: "invalid-input" },
    })
    expect(state.starts).toEqual([])
  })

  it("use an engine that is here and new enough, and make one only where there is none", async () => {
    const problem = makeProblem("arch-unsupported-vllm")
    const { fixes, addEngine, store, state } = await fixWorld(problem)
    const current = await addEngine({})
    await store.use(current.id)
    expect(find(await fixes.offers(about(problem)), "upgrade-engine").effect).toEqual({
      kind: "make-engine",
      version: null,
      rebuild: false,
    })
    await addEngine({ id: "0.32.0-cuda-2", version: "0.32.0" })
    const offer = find(await fixes.offers(about(problem)), "upgrade-engine")
    expect(offer.effect).toMatchObject({ kind: "switch-engine", engineId: "0.32.0-cuda-2" })
    await fixes.apply({ offerId: offer.id, confirmed: false })
    await fixes.tried()
    expect((await store.current())?.id).toBe("0.32.0-cuda-2")
    expect(state.starts).toHaveLength(1)
  })
})

describe("carrying out", () => {
  it("starts again with the changed settings, keeps them, and remembers how it came out", async () => {
    const { fixes, state, world } = await fixWorld(KV)
    const shorter = find(await fixes.offers(about(KV)), "lower-max-model-len")
    await fixes.apply({ offerId: shorter.id, confirmed: false })
    await fixes.tried()
    expect(state.starts.map(({ settings }) => settings.maxModelLen)).toEqual([4864])
    expect(state.kept).toEqual([{ ...REQUEST.settings, maxModelLen: 4864 }])
    expect(world.history.outcomes).toMatchObject([
      { problem: "kv-cache-too-small", result: "worked", now: null },
    ])
  })

  it("offers first what worked here before, also after a restart, and last what did not", async () => {
    const { fixes, state, world } = await fixWorld(KV)
    const before = (await fixes.offers(about(KV))).map(({ fix }) => fix.kind)
    const second = (await fixes.offers(about(KV)))[1]
    await fixes.apply({ offerId: second?.id ?? "", confirmed: false })
    await fixes.tried()
    state.view = crashed(KV)
    state.next = crashed(KV)
    const first = find(await fixes.offers(about(KV)), before[0] ?? "start-again")
    await fixes.apply({ offerId: first.id, confirmed: false })
    await fixes.tried()
    state.view = crashed(KV)
    const history = await FixHistory.open(world.ports.files, world.home)
    const later = new FixService({ ...world, history }, () => null, "later")
    const offers = await later.offers(about(KV))
    expect(offers[0]).toMatchObject({ fix: { kind: before[1] }, workedHere: true })
    expect(offers.at(-1)).toMatchObject({ fix: { kind: before[0] }, failedHere: true })
  })

  it("refuses what was never offered", async () => {
    const { fixes, state } = await fixWorld(KV)
    await expect(fixes.apply({ offerId: "made-up", confirmed: true })).rejects.toMatchObject({
      problem: { code: "invalid-input" },
    })
    expect(state.starts).toEqual([])
  })

  it("refuses a second fix while the first is under way", async () => {
    const { world, state } = await fixWorld(KV)
    const settled = Promise.withResolvers<void>()
    const engine = {
      ...world.engine,
      settled: () => settled.promise.then(() => ({ ...state.view, ...state.next })),
    }
    const fixes = new FixService({ ...world, engine }, () => null, "epoch")
    const [one, two] = await fixes.offers(about(KV))
    await fixes.apply({ offerId: one?.id ?? "", confirmed: false })
    await expect(fixes.apply({ offerId: two?.id ?? "", confirmed: false })).rejects.toMatchObject({
      problem: { code: "busy" },
    })
    settled.resolve()
    await fixes.tried()
    expect(state.starts).toHaveLength(1)
  })
})

describe("ending a process", () => {
  it("of somebody else takes a confirmation", async () => {
    const { fixes, processes } = await fixWorld(BUSY)
    processes.live({ pid: 41_217, user: "li", name: "python" })
    const offer = find(await fixes.offers(about(BUSY)), "end-process")
    expect(offer.effect).toMatchObject({ kind: "process", pid: 41_217, user: "li", own: false })
    await expect(fixes.apply({ offerId: offer.id, confirmed: false })).rejects.toMatchObject({
      problem: { code: "not-confirmed" },
    })
    expect(processes.signals).toEqual([])
    await fixes.apply({ offerId: offer.id, confirmed: true })
    expect(processes.signals).toEqual([{ pid: 41_217, signal: "SIGTERM", group: false }])
  })

  it("of Glimmer's own takes none", async () => {
    const { fixes, processes } = await fixWorld(BUSY)
    processes.live({ pid: 41_217, name: "VLLM::EngineCore" }, { [RUN_ID_VARIABLE]: "old" })
    const offer = find(await fixes.offers(about(BUSY)), "end-process")
    await fixes.apply({ offerId: offer.id, confirmed: false })
    expect(processes.signals).toHaveLength(1)
  })

  it("spares a program that has got the pid since", async () => {
    const { fixes, processes } = await fixWorld(BUSY)
    processes.live({ pid: 41_217, user: "li", name: "python", startTicks: 100 })
    const offer = find(await fixes.offers(about(BUSY)), "end-process")
    processes.live({ pid: 41_217, user: "li", name: "editor", startTicks: 999 })
    await fixes.apply({ offerId: offer.id, confirmed: true })
    expect(processes.signals).toEqual([])
  })

  // A problem comes over the wire: it must not be a way to end any program there is.
  it("is not offered for one that holds no card's memory and is none of ours", async () => {
    const problem = makeProblem("gpu-memory-busy", { pid: 77 })
    const { fixes, processes } = await fixWorld(problem)
    processes.live({ pid: 77, user: "root", name: "sshd" })
    const kinds = (await fixes.offers(about(problem))).map(({ fix }) => fix.kind)
    expect(kinds).not.toContain("end-process")
  })
})

describe("making room", () => {
  it("removes what nothing needs and nothing else", async () => {
    const problem = makeProblem("disk-full")
    const { fixes, home, addEngine, store, state } = await fixWorld(problem)
    const current = await addEngine({})
    await store.use(current.id)
    await addEngine({ id: "0.30.0-cuda-0", version: "0.30.0" })
    state.left = { processes: [], halfMadeEngines: ["0.29.0-cuda-x"], orphanedCaches: ["gone"] }
    for (const path of [
      "engines/0.29.0-cuda-x",
      "engines/0.30.0-cuda-0",
      "caches/gone",
      `caches/${current.id}`,
      "models/m",
    ]) {
      await mkdir(join(home.root, path), { recursive: true })
      await writeFile(join(home.root, path, "big"), "x".repeat(9000))
    }
    const offer = find(await fixes.offers(about(problem)), "free-disk")
    expect(offer.effect).toMatchObject({ kind: "disk", removes: { length: 3 } })
    await fixes.apply({ offerId: offer.id, confirmed: false })
    expect(await readdir(home.engines)).toEqual([current.id])
    expect(await readdir(home.caches)).toEqual([current.id])
    expect(await readdir(home.models)).toEqual(["m"])
  })

  it("waits while an engine is being made", async () => {
    const problem = makeProblem("disk-full")
    const { fixes, state, home } = await fixWorld(problem)
    await mkdir(join(home.caches, "gone"), { recursive: true })
    await writeFile(join(home.caches, "gone", "big"), "x")
    state.left = { ...state.left, orphanedCaches: ["gone"] }
    const offer = find(await fixes.offers(about(problem)), "free-disk")
    state.settingUp = true
    await expect(fixes.apply({ offerId: offer.id, confirmed: false })).rejects.toMatchObject({
      problem: { code: "busy" },
    })
    expect(await readdir(home.caches)).toEqual(["gone"])
  })
})
