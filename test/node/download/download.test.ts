import { utimesSync, writeFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { DownloadProgress } from "#common/domain/transfer/transfer-progress"
import { workbench } from "./workbench"

describe("a download", () => {
  it("brings files of all sizes, each byte once, and leaves nothing but a journal beside each", async () => {
    const { server, item, newService, difference, names } = await workbench()
    const files = [0, 1, 300_000, 12_345_678, 60_000_000].map((bytes) => {
      const path = `/f${bytes}`
      const content = server.serve(path, bytes)
      return { path, content, item: item(path, content) }
    })
    const { state, doneBytes, problem } = await newService({ streamsPerFile: 1 }).start(
      files.map((file) => file.item),
    ).result
    const total = files.reduce((sum, file) => sum + file.content.bytes, 0)
    expect({ state, doneBytes, problem }).toEqual({
      state: "done",
      doneBytes: total,
      problem: null,
    })
    for (const file of files) {
      expect([file.path, difference(file.item, file.content)]).toEqual([file.path, null])
      expect([file.path, server.sentBytes(file.path)]).toEqual([file.path, file.content.bytes])
    }
    expect(await names()).toEqual(
      files.flatMap((file) => [`.f${file.content.bytes}.journal`, `f${file.content.bytes}`]).sort(),
    )
  })

  it("fetches a large file by several streams at once", async () => {
    const { server, item, newService } = await workbench({ bytesPerSecond: 60_000_000 })
    const content = server.serve("/a", 60_000_000)
    const download = newService().start([item("/a", content)])
    let most = 0
    download.watch((progress) => {
      most = Math.max(most, progress.files[0]?.streams ?? 0)
    })
    expect((await download.result).state).toBe("done")
    expect(most).toBe(8)
    expect(server.sentTwiceBytes("/a")).toBeLessThan(8 * 256 * 1024)
  })

  it("moves nothing for what is whole, also in a new program, and asks nobody", async () => {
    const { server, item, newService } = await workbench()
    const content = server.serve("/a", 3_000_000)
    const one = item("/a", content)
    await newService().start([one]).result
    const before = server.requests.length
    const { state, fetchedBytes, doneBytes } = await newService().start([one]).result
    expect({ state, fetchedBytes, doneBytes }).toEqual({
      state: "done",
      fetchedBytes: 0,
      doneBytes: 3_000_000,
    })
    expect(server.requests.length).toBe(before)
  })

  it("reads a file that was touched, and one that somebody brought, instead of fetching it", async () => {
    const { server, item, newService } = await workbench()
    const content = server.serve("/a", 9_000_000)
    const one = item("/a", content)
    writeFileSync(one.target, content.all())
    expect((await newService().start([one]).result).fetchedBytes).toBe(0)
    utimesSync(one.target, 1, 1)
    expect((await newService().start([one]).result).fetchedBytes).toBe(0)
    expect(server.requests).toEqual([])
  })

  it("replaces a file of that name that is another one, and only once the right one is whole", async () => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 1_000_000)
    const one = item("/a", content)
    writeFileSync(one.target, Buffer.alloc(1_000_000))
    server.plan("/a", { kind: "status", status: 404 })
    expect((await newService().start([one]).result).problem?.code).toBe("download-failed")
    expect(difference(one, content)).toBe(0)
    expect((await newService().start([one]).result).state).toBe("done")
    expect(difference(one, content)).toBeNull()
  })

  it("fetches files of which nothing is known beforehand, and knows them again by their mark", async () => {
    const { server, item, newService, difference } = await workbench()
    const content = server.serve("/a", 20_000_000)
    const one = item("/a", content, { bytes: null, sha256: null })
    const first = await newService().start([one]).result
    expect([first.state, first.totalBytes, difference(one, content)]).toEqual(["done", 20_000_000, null])
    expect((await newService().start([one]).result).fetchedBytes).toBe(0)
  })

  it("does the urgent file first", async () => {
    const { server, item, newService } = await workbench({ bytesPerSecond: 40_000_000 })
    const names = ["/a", "/b", "/c", "/d"]
    const items = names.map((path, index) =>
      item(path, server.serve(path, 4_000_000), { priority: path === "/c" ? 1 : 0, id: `${index}` }),
    )
    const ended: string[] = []
    const download = newService({ streams: 1 }).start(items)
    download.watch((progress) => {
      for (const file of progress.files)
        if (file.state === "done" && !ended.includes(file.id)) ended.push(file.id)
    })
    await download.result
    expect(ended).toEqual(["2", "0", "1", "3"])
  })

  it("keeps to the limit over all streams", async () => {
    const { server, item, newService, clock } = await workbench()
    const items = ["/a", "/b", "/c"].map((path) => item(path, server.serve(path, 4_000_000)))
    const service = newService()
    service.limit(1_000_000)
    const startedAtMs = clock.now()
    expect((await service.start(items).result).state).toBe("done")
    const seconds = (clock.now() - startedAtMs) / 1000
    expect(seconds).toBeGreaterThan(11.5)
    expect(seconds).toBeLessThan(60)
  })

  it("refuses a target that is being written already", async () => {
    const { server, item, newService } = await workbench()
    const one = item("/a", server.serve("/a", 1000))
    const service = newService()
    expect(() => service.start([one, one])).toThrow("busy")
    const download = service.start([one])
    expect(() => service.start([one])).toThrow("busy")
    await download.result
    await service.start([one]).result
  })
})

describe("progress", () => {
  it("is told at once, at most ten times a second, never goes backwards, and ends with the end", async () => {
    const { server, item, newService, clock } = await workbench({ bytesPerSecond: 30_000_000 })
    const items = ["/a", "/b"].map((path) => item(path, server.serve(path, 15_000_000)))
    const seen: DownloadProgress[] = []
    const startedAtMs = clock.now()
    const download = newService().start(items)
    download.watch((progress) => seen.push(progress))
    expect(seen).toHaveLength(1)
    await download.result
    const seconds = (clock.now() - startedAtMs) / 1000
    expect(seen.length).toBeLessThan(seconds * 10 + 4)
    const done = seen.map((progress) => progress.doneBytes)
    expect(done).toEqual(done.toSorted((one, other) => one - other))
    expect(seen.at(-1)).toMatchObject({ state: "done", doneBytes: 30_000_000, totalBytes: 30_000_000 })
    const rates = seen.flatMap((progress) => progress.rate ?? [])
    // The server gives 30 MB in a second of ours, twenty of the clock's.
    expect(rates.at(-1)).toBeGreaterThan(500_000)
    expect(rates.at(-1)).toBeLessThan(5_000_000)
    expect(seen.filter((progress) => progress.remainingSeconds !== null).length).toBeGreaterThan(0)
  })
})
