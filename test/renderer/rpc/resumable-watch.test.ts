import { ORPCError } from "@orpc/client"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createConnectionStore, setConnection } from "../../../renderer/rpc/connection-state"
import { resumableWatch } from "../../../renderer/rpc/resumable-watch"
import type { OpenStream } from "../../../renderer/rpc/wire"

interface Frame {
  readonly cursor: string
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A service whose streams end as the test says; notes with which cursor each was opened. */
function serviceOf(...streams: readonly (readonly string[])[]) {
  const asked: (string | undefined)[] = []
  const open: OpenStream<Frame> = async ({ cursor }) => {
    const frames = streams[asked.length]
    asked.push(cursor)
    return (async function* () {
      for (const frame of frames ?? []) {
        if (frame === "problem") throw new ORPCError("PROBLEM", { data: { code: "busy" } })
        if (frame === "break") throw new Error("the socket is gone")
        yield { cursor: frame }
      }
      if (frames === undefined) await new Promise(() => undefined)
    })()
  }
  return { asked, open }
}

function openConnection() {
  const connection = createConnectionStore()
  setConnection(connection, "open")
  return connection
}

describe("watch", () => {
  it("goes on behind the last frame, however the stream ended", async () => {
    const { asked, open } = serviceOf(["a", "b"], ["c", "break"], ["d", "problem"])
    const seen: string[] = []
    const stop = resumableWatch(openConnection())(
      open,
      (frame) => seen.push(frame.cursor),
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(1000)
    expect(seen).toEqual(["a", "b", "c", "d"])
    expect(asked).toEqual([undefined, "b", "c", "d"])
    stop()
  })

  it("tells of problems of the service, not of a broken wire", async () => {
    const { open } = serviceOf(["break"], ["problem"])
    const errors: unknown[] = []
    const stop = resumableWatch(openConnection())(open, () => undefined, errors.push.bind(errors))
    await vi.advanceTimersByTimeAsync(1000)
    expect(errors).toEqual([expect.objectContaining({ code: "PROBLEM" })])
    stop()
  })

  it("asks ever less often while it gets nothing", async () => {
    const { asked, open } = serviceOf(...Array.from({ length: 1000 }, () => ["problem"]))
    const stop = resumableWatch(openConnection())(
      open,
      () => undefined,
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.length).toBeLessThan(25)
    stop()
  })

  it("asks nothing while the connection is lost, and at once when it is back", async () => {
    const { asked, open } = serviceOf(["a"])
    const connection = openConnection()
    setConnection(connection, "lost")
    const stop = resumableWatch(connection)(
      open,
      () => undefined,
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toEqual([])
    setConnection(connection, "open")
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual([undefined])
    stop()
  })

  it("is over when the reader says so, whatever it was waiting for", async () => {
    const { asked, open } = serviceOf(["a"], ["b"])
    const seen: string[] = []
    const stop = resumableWatch(openConnection())(
      open,
      (frame) => seen.push(frame.cursor),
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(0)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([seen, asked]).toEqual([["a"], [undefined]])
    expect(vi.getTimerCount()).toBe(0)
  })

  it("neither stops nor repeats when a reader throws; the page hears of the fault", async () => {
    const { open } = serviceOf(["a", "b"])
    const seen: string[] = []
    const faults: unknown[] = []
    const heard = (error: unknown) => faults.push(error)
    process.on("uncaughtException", heard)
    const former = process.listeners("uncaughtException").filter((listener) => listener !== heard)
    for (const listener of former) process.off("uncaughtException", listener)
    const stop = resumableWatch(openConnection())(
      open,
      (frame) => {
        seen.push(frame.cursor)
        if (frame.cursor === "a") throw new Error("a fault of the page")
      },
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toEqual(["a", "b"])
    expect(faults).toEqual([expect.objectContaining({ message: "a fault of the page" })])
    for (const listener of former) process.on("uncaughtException", listener)
    process.off("uncaughtException", heard)
    stop()
  })
})
