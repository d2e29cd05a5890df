import { describe, expect, it } from "vitest"
import { parseTopology } from "#common/domain/machine/topology"
import { capture } from "../../fakes/nvidia-smi"

function topologyOf(host: string) {
  return parseTopology(capture(host, "topo.txt") ?? "")
}

describe("how cards reach each other", () => {
  it("is read from the captured hosts, with what other commands printed behind it left alone", () => {
    expect(topologyOf("h100x1")).toEqual({ links: [], numaNodes: [0] })
    expect(topologyOf("h100x2")).toEqual({
      links: [{ from: 0, to: 1, kind: "NVLINK", nvlinks: 18 }],
      numaNodes: [0, 0],
    })
    const four = topologyOf("h200x4")
    expect(four?.links.map(({ from, to }) => `${from}-${to}`)).toEqual([
      "0-1",
      "0-2",
      "0-3",
      "1-2",
      "1-3",
      "2-3",
    ])
    expect(new Set(four?.links.map(({ nvlinks }) => nvlinks))).toEqual(new Set([18]))
    expect(four?.numaNodes).toEqual([0, 0, 0, 0])
  })

  it("takes no network card for a GPU, no list of nodes for a node, and pairs for pairs", () => {
    expect(topologyOf("two-sockets")).toEqual({
      links: [
        { from: 0, to: 1, kind: "NVLINK", nvlinks: 4 },
        { from: 0, to: 2, kind: "SYS", nvlinks: 0 },
        { from: 0, to: 3, kind: "SYS", nvlinks: 0 },
        { from: 1, to: 2, kind: "SYS", nvlinks: 0 },
        { from: 1, to: 3, kind: "SYS", nvlinks: 0 },
        { from: 2, to: 3, kind: "NODE", nvlinks: 0 },
      ],
      numaNodes: [null, 0, 1, null],
    })
  })

  it("does not guess what it does not know", () => {
    const odd =
      "\tGPU0\tGPU1\tGPU2\tCPU Affinity\nGPU0\t X \tSOC\tN/A\t0-7\nGPU1\tSOC\t X \tERR!\t0-7\nGPU2\tN/A\tERR!\t X \t0-7\n"
    expect(parseTopology(odd)).toEqual({
      links: [
        { from: 0, to: 1, kind: "SYS", nvlinks: 0 },
        { from: 0, to: 2, kind: "UNKNOWN", nvlinks: 0 },
        { from: 1, to: 2, kind: "UNKNOWN", nvlinks: 0 },
      ],
      numaNodes: [null, null, null],
    })
    expect(parseTopology("Failed to get topology: Not Supported\n")).toBeNull()
  })
})
