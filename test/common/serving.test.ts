import { describe, expect, it } from "vitest"
import { SERVING_SAYS } from "#common/data/log-milestones"
import { createServingReader } from "#common/domain/serving"

const V1 = (speed: number, running: number) =>
  `(APIServer pid=812) INFO 11-22 18:29:19 [loggers.py:259] Engine 000: Avg prompt throughput: 4.1 tokens/s, ` +
  `Avg generation throughput: ${speed.toFixed(1)} tokens/s, Running: ${running} reqs, Waiting: 0 reqs, ` +
  `GPU KV cache usage: 0.1%, Prefix cache hit rate: 0.0%`

describe("what an engine says of its own speed", () => {
  it("is read from its words, with colours and whatever stands around them", () => {
    const read = createServingReader(SERVING_SAYS)
    expect(read(V1(18.2, 1), 5)).toEqual({ tokensPerSecond: 18.2, running: 1, atMs: 5 })
    expect(
      read(
        "\u001b[32mINFO\u001b[0m 03-01 10:00:00 metrics.py:455] Avg prompt throughput: 0.0 tokens/s, Avg generation throughput: 20.1 tokens/s, Running: 3 reqs, Swapped: 0 reqs, Pending: 0 reqs, GPU KV cache usage: 0.6%",
        6,
      ),
    ).toEqual({ tokensPerSecond: 20.1, running: 3, atMs: 6 })
  })

  it("is said of a moment without anything to answer, too: an old figure would pass for one of now", () => {
    const read = createServingReader(SERVING_SAYS)
    read(V1(41, 2), 2)
    expect(read(V1(0, 0), 3)).toEqual({ tokensPerSecond: 0, running: 0, atMs: 3 })
  })

  it("is silent about every other line", () => {
    const read = createServingReader(SERVING_SAYS)
    expect(read('INFO:     127.0.0.1:41234 - "POST /v1/chat/completions HTTP/1.1" 200 OK', 1)).toBeNull()
    expect(read("Avg generation throughput: unknown", 2)).toBeNull()
  })
})
