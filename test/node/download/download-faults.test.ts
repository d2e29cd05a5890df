import { describe, expect, it, onTestFinished } from "vitest"
import type { ServerFault } from "../../fakes/file-server-fault"
import { FileServer } from "../../fakes/file-server"
import { workbench } from "./workbench"

const MB = 1_000_000

describe("a server that misbehaves", () => {
  it.each<[string, ServerFault, { times?: number; from?: number }]>([
    ["hangs up before answering", { kind: "drop", afterBytes: -1 }, { times: 3 }],
    ["hangs up in the middle, again and again", { kind: "drop", afterBytes: 700_000 }, { times: 20 }],
    ["stops sending and stays connected", { kind: "stall", afterBytes: 300_000 }, { times: 2 }],
    ["answers 500", { kind: "status", status: 500 }, { times: 3 }],
    ["answers 502 in the middle", { kind: "status", status: 502 }, { times: 3, from: 1 }],
    ["announces more than it sends", { kind: "wrong-length", by: 1000 }, { times: 2 }],
    ["announces another total once", { kind: "wrong-total", by: 1000 }, { times: 1 }],
    ["sends another part than the one asked for", { kind: "shift-range", by: 1000 }, { times: 2, from: 1 }],
    ["ignores the range once", { kind: "ignore-range" }, { times: 1, from: 1 }],
    ["squeezes once although that was declined", { kind: "gzip" }, { times: 1 }],
    ["says 416 for a range that exists", { kind: "status", status: 416 }, { times: 2, from: 1 }],
    [
      "says too many requests",
      { kind: "status", status: 429, headers: { "retry-after": "3" } },
      { times: 4 },
    ],
  ])("%s: every byte arrives, none is written twice", async (_, fault, when) => {
    const { server, item, newService, difference, writtenTwiceBytes } = await workbench()
    const content = server.serve("/a", 40 * MB)
    const one = item("/a", content)
    server.plan("/a", fault, when)
    const { state, problem } = await newService().start([one]).result
    expect({ state, problem, difference: difference(one, content) }).toEqual({
      state: "done",
      problem: null,
      difference: null,
    })
    expect(writtenTwiceBytes()).toBe(0)
  })

  it("that knows no ranges: one stream, the whole file, what is there is not written again", async () => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 20 * MB)
    const one = item("/a", content)
    server.plan("/a", { kind: "ignore-range" }, { times: 1000 })
    const { state } = await newService().start([one]).result
    expect([state, difference(one, content)]).toEqual(["done", null])
    expect(server.sentBytes("/a")).toBeLessThan(22 * MB)
  })

  it.each([3 * MB, null])("that squeezes everything: the file is what was squeezed (%s)", async (bytes) => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 3 * MB)
    const one = item("/a", content, { bytes, sha256: bytes === null ? null : content.sha256() })
    server.plan("/a", { kind: "gzip" }, { times: 1000 })
    const { state, problem } = await newService().start([one]).result
    expect([state, problem, difference(one, content)]).toEqual(["done", null, null])
  })

  it("that knows no ranges and always ends too early: given up, not asked for ever", async () => {
    const { server, item, newService } = await workbench()
    const content = server.serve("/a", 3 * MB)
    server.plan("/a", { kind: "ignore-range-and-drop", afterBytes: 1 * MB }, { times: 1000 })
    const { state, problem } = await newService({ patienceMs: 60_000 }).start([item("/a", content)]).result
    expect([state, problem?.code]).toEqual(["failed", "index-unreachable"])
  })

  it.each(["chunked", "close"] as const)(
    "that tells no length (%s), of a file of unknown size",
    async (framing) => {
      const { server, item, newService, difference } = await workbench()
      const content = server.serve("/a", 5 * MB)
      const one = item("/a", content, { bytes: null })
      server.plan("/a", { kind: "no-length", framing }, { times: 1000 })
      server.plan("/a", { kind: "ignore-range" }, { times: 1000 })
      const { state, totalBytes } = await newService().start([one]).result
      expect([state, totalBytes, difference(one, content)]).toEqual(["done", 5 * MB, null])
    },
  )

  it("waits as long as it was asked to, in seconds or until a date", async () => {
    const { server, item, newService, clock } = await workbench()
    for (const path of ["/seconds", "/date"]) {
      const startedAtMs = clock.now()
      const header = path === "/seconds" ? "30" : new Date(clock.now() + 31_000).toUTCString()
      server.plan(path, { kind: "status", status: 503, headers: { "retry-after": header } })
      const download = newService().start([item(path, server.serve(path, 1000))])
      const reasons: string[] = []
      download.watch(({ files }) => reasons.push(...files.flatMap((file) => file.problem?.evidence ?? [])))
      expect((await download.result).state).toBe("done")
      expect(clock.now() - startedAtMs).toBeGreaterThan(29_000)
      expect(new Set(reasons)).toEqual(new Set(["HTTP 503"]))
    }
  })

  it("changes the file in the middle: begun anew, and told so by nobody but the log", async () => {
    const { server, item, newService, difference, log } = await workbench({ bytesPerSecond: 60 * MB })
    const before = server.serve("/a", 40 * MB, { etag: '"one"' })
    const after = { ...item("/a", before), sha256: null }
    const download = newService().start([after])
    const changed = Promise.withResolvers<void>()
    download.watch(({ doneBytes }) => {
      if (doneBytes > 15 * MB) changed.resolve()
    })
    await changed.promise
    const content = server.serve("/a", 40 * MB, { seed: 77, etag: '"two"' })
    server.dropAll()
    expect((await download.result).state).toBe("done")
    expect(difference(after, content)).toBeNull()
    expect(log.lines.some((line) => JSON.stringify(line.values).includes('"reaction":"restart"'))).toBe(true)
  })

  it("changes the file all the time: given up, not fetched for ever", async () => {
    const { server, item, newService } = await workbench({ bytesPerSecond: 40 * MB })
    const one = { ...item("/a", server.serve("/a", 20 * MB, { etag: '"0"' })), sha256: null }
    const download = newService().start([one])
    let version = 0
    download.watch(({ doneBytes }) => {
      if (doneBytes < 2 * MB) return
      server.serve("/a", 20 * MB, { seed: ++version, etag: `"${version}"` })
      server.dropAll()
    })
    const { state, problem } = await download.result
    expect([state, problem?.code, problem?.values["reason"]]).toEqual([
      "failed",
      "download-failed",
      "changed",
    ])
  })

  it("sends signed addresses that expire: asked for again, and nothing comes twice", async () => {
    const { server, item, newService, difference, writtenTwiceBytes } = await workbench()
    const content = server.serve("/a", 80 * MB)
    server.redirect("/resolve/a", "/a", 5)
    const one = item("/a", content, { sources: [{ url: server.url("/resolve/a") }] })
    const { state, problem } = await newService({ streamsPerFile: 4 }).start([one]).result
    expect([state, problem, difference(one, content)]).toEqual(["done", null, null])
    expect(server.requests.filter((request) => request.status === 302).length).toBeGreaterThan(1)
    expect(server.requests.filter((request) => request.status === 403).length).toBeGreaterThan(0)
    expect(writtenTwiceBytes()).toBe(0)
  })

  it("asks whoever knows for a new address when the one given has expired", async () => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 3 * MB)
    server.plan("/old", { kind: "status", status: 403 }, { times: 100 })
    const given: string[] = []
    const url = async () => {
      given.push(given.length === 0 ? server.url("/old") : server.url("/a"))
      return given.at(-1) ?? ""
    }
    const one = item("/a", content, { sources: [{ url }] })
    expect((await newService().start([one]).result).state).toBe("done")
    expect([given.length, difference(one, content)]).toEqual([2, null])
  })

  it("has one connection that only trickles: the others take its work over", async () => {
    const { server, item, newService, clock, difference } = await workbench()
    const content = server.serve("/a", 30 * MB)
    const one = item("/a", content)
    server.plan("/a", { kind: "trickle", bytesPerSecond: 2000 }, { from: 1 })
    const startedAtMs = clock.now()
    expect((await newService().start([one]).result).state).toBe("done")
    expect(difference(one, content)).toBeNull()
    // Alone it would have needed an hour of this clock.
    expect(clock.now() - startedAtMs).toBeLessThan(180_000)
  })
})

describe("bytes that are not the right ones", () => {
  it("are noticed by their hash and fetched again", async () => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 12 * MB)
    const one = item("/a", content)
    server.plan("/a", { kind: "corrupt", at: 5_000_000 }, { times: 1, from: 0 })
    server.plan("/a", { kind: "corrupt", at: 5_000_000 }, { times: 1, from: 1 })
    expect((await newService({ streamsPerFile: 1 }).start([one]).result).state).toBe("done")
    expect(difference(one, content)).toBeNull()
  })

  it("time and again are given up, and never get the file's name", async () => {
    const { server, item, newService, names } = await workbench()
    const one = item("/a", server.serve("/a", 3 * MB), { sha256: "0".repeat(64) })
    const { state, problem } = await newService().start([one]).result
    expect([state, problem?.code, problem?.values["file"]]).toEqual(["failed", "download-corrupt", "a"])
    expect(await names()).not.toContain("a")
    // Three times, and what was on its way in streams that were let go; not a fourth time.
    expect(server.sentBytes("/a")).toBeLessThan(4 * 3 * MB)
  })

  it("from one source come right from another", async () => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 3 * MB)
    server.serve("/wrong", 3 * MB, { seed: 99 })
    const one = item("/a", content, { sources: [{ url: server.url("/wrong") }, { url: server.url("/a") }] })
    expect((await newService().start([one]).result).state).toBe("done")
    expect(difference(one, content)).toBeNull()
  })

  it("of another length than promised are told as such", async () => {
    const { server, item, newService } = await workbench()
    const content = server.serve("/a", 3 * MB)
    const { problem } = await newService().start([item("/a", content, { bytes: 2 * MB })]).result
    expect([problem?.code, problem?.values["actualBytes"]]).toEqual(["download-corrupt", 3 * MB])
  })
})

async function gone() {
  const bench = await workbench()
  const content = bench.server.serve("/a", 2 * MB)
  return { ...bench, content }
}

describe("a file that cannot be had", () => {
  it.each([
    [404, "download-failed"],
    [401, "download-gated"],
    [403, "download-gated"],
    [407, "proxy-refused"],
    [418, "download-failed"],
  ])("status %i: %s", async (status, code) => {
    const { server, item, newService, content } = await gone()
    server.plan("/a", { kind: "status", status }, { times: 100 })
    const { state, problem, files } = await newService().start([item("/a", content)]).result
    expect([state, problem?.code, files[0]?.state]).toEqual(["failed", code, "failed"])
    expect(server.requests.length).toBe(1)
  })

  it.each(["http://127.0.0.1:9/a", "http://no-such-host.invalid/a"])("%s: nobody there", async (url) => {
    const { item, newService, content } = await gone()
    const { problem } = await newService().start([item("/a", content, { sources: [{ url }] })]).result
    expect([problem?.code, problem?.values["index"]]).toEqual(["index-unreachable", new URL(url).host])
  })

  it("comes from the next source", async () => {
    const { server, item, newService, content, difference } = await gone()
    const sources = [
      { url: "http://127.0.0.1:9/a" },
      { url: server.url("/missing") },
      { url: server.url("/a") },
    ]
    const one = item("/a", content, { sources })
    expect((await newService().start([one]).result).state).toBe("done")
    expect(difference(one, content)).toBeNull()
  })

  it("fails when all sources do, with the last one's reason", async () => {
    const { server, item, newService, content } = await gone()
    const sources = [{ url: "http://127.0.0.1:9/a" }, { url: server.url("/missing") }]
    const { state, problem } = await newService().start([item("/a", content, { sources })]).result
    expect([state, problem?.code]).toEqual(["failed", "download-failed"])
  })

  it("does not hold up the others", async () => {
    const { server, item, newService, content, difference } = await gone()
    const good = item("/a", content)
    const bad = item("/missing", content, { sha256: null })
    const { state, files, problem } = await newService().start([bad, good]).result
    expect([state, problem?.values["file"]]).toEqual(["failed", "missing"])
    expect(files.map((file) => file.state)).toEqual(["failed", "done"])
    expect(difference(good, content)).toBeNull()
    expect(server.sentBytes("/a")).toBe(2 * MB)
  })

  it("needs a token: it goes to the server it is for, never to where that redirects", async () => {
    const { server, item, newService, content } = await gone()
    const hub = await FileServer.start()
    onTestFinished(() => hub[Symbol.asyncDispose]())
    hub.gate("/gated", "secret")
    hub.serve("/gated", 10)
    hub.plan("/open", { kind: "status", status: 302, headers: { location: server.url("/a") } }, { times: 9 })
    const headers = { authorization: "Bearer secret" }
    const sources = [{ url: hub.url("/open"), headers }]
    expect((await newService().start([item("/a", content, { sources })]).result).state).toBe("done")
    expect(server.requests.map((request) => request.headers.authorization)).toEqual(
      server.requests.map(() => undefined),
    )
    const gated = {
      ...item("/b", content),
      sha256: null,
      bytes: 10,
      sources: [{ url: hub.url("/gated"), headers }],
    }
    expect((await newService().start([gated]).result).state).toBe("done")
  })

  it("is waited for through a long silence of the network, and goes on by itself", async () => {
    const { server, item, newService, content, difference, writtenTwiceBytes } = await gone()
    const big = server.serve("/big", 30 * MB)
    const one = item("/big", big)
    server.plan("/big", { kind: "drop", afterBytes: 2 * MB }, { times: 1 })
    server.plan("/big", { kind: "drop", afterBytes: -1 }, { times: 7 })
    const { state } = await newService().start([one, item("/a", content)]).result
    expect([state, difference(one, big)]).toEqual(["done", null])
    expect(writtenTwiceBytes()).toBe(0)
  })
})
