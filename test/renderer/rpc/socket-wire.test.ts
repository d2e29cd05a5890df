import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type SocketWireOptions, socketWire } from "../../../renderer/rpc/socket-wire"

/** A WebSocket whose other side is the test. */
class FakeSocket extends EventTarget {
  static readonly made: FakeSocket[] = []
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readyState = FakeSocket.CONNECTING
  binaryType = "blob"
  readonly sent: string[] = []

  constructor(readonly url: string) {
    super()
    FakeSocket.made.push(this)
  }
  send(data: string) {
    this.sent.push(data)
  }
  close() {
    this.readyState = FakeSocket.CLOSED
  }
  opens() {
    this.readyState = FakeSocket.OPEN
    this.dispatchEvent(new Event("open"))
  }
  /** As after a refusal or a cut: the page is not told which. */
  breaks() {
    this.readyState = FakeSocket.CLOSED
    this.dispatchEvent(Object.assign(new Event("close"), { code: 1006, reason: "" }))
  }
  says(message: unknown) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }))
  }
  /** Answers the call that was made last. */
  answers(json: unknown) {
    const call = JSON.parse(this.sent.at(-1)!) as { i: string }
    this.says({ i: call.i, p: { b: { json } } })
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.made.length = 0
})
afterEach(() => {
  vi.useRealTimers()
})

function open(sessionHolds: SocketWireOptions["sessionHolds"] = async () => true) {
  const wire = socketWire({ url: "ws://127.0.0.1:4145/rpc", sessionHolds, implementation: FakeSocket })
  const states: string[] = []
  wire.onConnection((state) => states.push(state))
  return { wire, states }
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const last = () => FakeSocket.made.at(-1)!

describe("socket wire", () => {
  it("seeks its server until it finds it, and after a break again, ever less often", async () => {
    const { wire, states } = open()
    await settle()
    for (let attempt = 0; attempt < 40; attempt++) {
      last().breaks()
      await settle(1000)
    }
    expect(wire.connection()).toBe("connecting")
    expect(FakeSocket.made.length).toBeLessThan(20)
    await settle(5000)
    last().opens()
    last().breaks()
    await settle(5000)
    last().opens()
    expect(states).toEqual(["open", "lost", "open"])
    wire.close()
  })

  it("tells an ended session from a missing server, and recovers when the session is renewed", async () => {
    let session: "holds" | "ended" | "nobody" = "nobody"
    const { wire, states } = open(async () => {
      if (session === "nobody") throw new TypeError("fetch failed")
      return session === "holds"
    })
    await settle()
    last().breaks()
    await settle(5000)
    expect(states).toEqual([])
    session = "ended"
    last().breaks()
    await settle(5000)
    expect(wire.connection()).toBe("session-ended")
    session = "holds"
    last().opens()
    expect(states).toEqual(["session-ended", "open"])
    wire.close()
  })

  it("lets a call wait for the connection that is being sought", async () => {
    const { wire } = open()
    const answer = wire.client.settings.info()
    await settle()
    last().opens()
    await settle()
    last().answers({ version: "1.2.3", homePath: "/home/user", frontDoor: "browser" })
    await settle()
    expect((await answer).version).toBe("1.2.3")
    wire.close()
  })

  it("ends a call as lost when the connection being sought is not found", async () => {
    const { wire } = open()
    const answer = wire.client.settings.info().catch((error: unknown) => error)
    await settle()
    last().breaks()
    await settle()
    expect(await answer).toMatchObject({ problem: { code: "connection-lost" } })
    wire.close()
  })

  it("ends a call as lost after it was closed, and connects no more", async () => {
    const { wire } = open()
    await settle()
    last().opens()
    wire.close()
    const answer = wire.client.settings.info().catch((error: unknown) => error)
    await settle(60_000)
    expect(await answer).toMatchObject({ problem: { code: "connection-lost" } })
    expect(FakeSocket.made).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it("does not mistake a quiet server for a dead one", async () => {
    const { wire } = open()
    await settle()
    last().opens()
    for (let question = 1; question <= 3; question++) {
      while (last().sent.length < question) await settle(10_000)
      last().answers({})
    }
    await settle(15_000)
    expect(FakeSocket.made).toHaveLength(1)
    wire.close()
  })

  it("connects anew when nothing comes back any more, though the socket looks open", async () => {
    const { wire, states } = open()
    await settle()
    last().opens()
    while (FakeSocket.made.length === 1) await settle(1000)
    last().opens()
    expect(states).toEqual(["open", "lost", "open"])
    wire.close()
  })
})
