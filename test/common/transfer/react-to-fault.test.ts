import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  backoffMs,
  type FaultSituation,
  reactToFault,
  type TransferFault,
} from "#common/domain/transfer/react-to-fault"

const calm: FaultSituation = {
  failures: 1,
  alike: 1,
  reached: true,
  silentMs: 0,
  patienceMs: 300_000,
  hasOtherSource: false,
  redirected: false,
  restarts: 0,
  random: 0.5,
  names: { file: "model.safetensors", index: "hub.example" },
}
const status = (code: number, retryAfterMs: number | null = null): TransferFault => ({
  kind: "status",
  status: code,
  retryAfterMs,
})
const http = (fault: (TransferFault & { kind: "http" })["fault"]): TransferFault => ({
  kind: "http",
  fault,
  host: null,
  evidence: "e",
})

function react(fault: TransferFault, change: Partial<FaultSituation> = {}): string {
  const reaction = reactToFault(fault, { ...calm, ...change })
  return reaction.kind === "fail" ? reaction.problem.code : reaction.kind
}

describe("after a fault", () => {
  const other = { hasOtherSource: true }
  const away = { reached: false }
  it.each<[string, TransferFault, Partial<FaultSituation>, string]>([
    ["a drop: again", http("dropped"), {}, "retry"],
    [
      "a drop, the tenth in a minute, of a server that is there: still again",
      http("dropped"),
      { failures: 10 },
      "retry",
    ],
    ["a stall beyond all patience: the end", http("stalled"), { silentMs: 300_000 }, "index-unreachable"],
    ["three drops and another source: there", http("dropped"), { ...other, failures: 3 }, "other-source"],
    [
      "a name that never led anywhere: given up soon",
      http("name"),
      { reached: false, failures: 3 },
      "index-unreachable",
    ],
    ["a name that did before: the network is away", http("name"), { failures: 9 }, "retry"],
    ["a bad certificate does not mend", http("certificate"), {}, "ssl-cert-failed"],
    ["a bad certificate, other source", http("certificate"), other, "other-source"],
    ["a proxy that refuses", http("proxy"), {}, "proxy-refused"],
    [
      "a proxy that is away never was there: given up soon",
      http("proxy-away"),
      { ...away, failures: 3 },
      "proxy-unreachable",
    ],
    ["a proxy that was there before", http("proxy-away"), {}, "retry"],
    ["407", status(407), {}, "proxy-refused"],
    ["429", status(429), {}, "retry"],
    ["503", status(503), {}, "retry"],
    ["a 500 without end", status(500), { silentMs: 300_000 }, "download-failed"],
    ["404", status(404), {}, "download-failed"],
    ["404, other source", status(404), other, "other-source"],
    ["403 of a signed address: a new one", status(403), { redirected: true }, "resolve"],
    ["404 of a signed address that expired", status(404), { redirected: true }, "resolve"],
    [
      "400 of a signed address that expired, as one large storage says",
      status(400),
      { redirected: true },
      "resolve",
    ],
    ["400 of the origin", status(400), {}, "download-failed"],
    ["403 of ever new addresses: forbidden", status(403), { redirected: true, alike: 4 }, "download-gated"],
    ["401 of the origin", status(401), {}, "download-gated"],
    ["a status that nobody foresaw", status(418), {}, "download-failed"],
    ["changed: begin anew", { kind: "changed", evidence: "" }, {}, "restart"],
    ["changes all the time", { kind: "changed", evidence: "" }, { restarts: 2 }, "download-failed"],
    ["damaged: begin anew", { kind: "corrupt", actualSha256: "ab" }, {}, "restart"],
    ["damaged, other source: there", { kind: "corrupt", actualSha256: "ab" }, other, "other-source"],
    ["damaged again and again", { kind: "corrupt", actualSha256: "ab" }, { restarts: 2 }, "download-corrupt"],
    ["wrong length, once", { kind: "wrong-length", actualBytes: 7 }, {}, "retry"],
    ["wrong length, thrice", { kind: "wrong-length", actualBytes: 7 }, { alike: 3 }, "download-corrupt"],
    [
      "squeezed once, after two drops",
      { kind: "encoded", encoding: "gzip" },
      { failures: 3, alike: 1 },
      "retry",
    ],
    ["squeezed, thrice", { kind: "encoded", encoding: "gzip" }, { alike: 3 }, "download-failed"],
    [
      "another range, thrice, other source",
      { kind: "wrong-range", evidence: "" },
      { ...other, alike: 3 },
      "other-source",
    ],
  ])("%s", (_, fault, change, kind) => {
    expect(react(fault, change)).toBe(kind)
  })

  it("turns away for good from a source that refuses, and for a while from one that is down", () => {
    const there = { ...calm, hasOtherSource: true, failures: 3 }
    expect(reactToFault(status(404), there)).toMatchObject({ kind: "other-source", forGood: true })
    expect(reactToFault(status(503), there)).toMatchObject({ kind: "other-source", forGood: false })
    expect(react(status(503), { ...there, silentMs: 300_000 })).toBe("download-failed")
  })

  it("waits as long as the server asks, and longer when the back-off is longer", () => {
    expect(reactToFault(status(429, 20_000), calm)).toMatchObject({ kind: "retry", afterMs: 20_000 })
    const late = reactToFault(status(503, 1_000), { ...calm, failures: 7 })
    expect(late).toMatchObject({ kind: "retry", afterMs: backoffMs(7, 0.5) })
  })

  it("names file and server in the problem, with the status as evidence", () => {
    expect(reactToFault(status(404), calm)).toEqual({
      kind: "fail",
      problem: {
        code: "download-failed",
        values: { file: "model.safetensors", index: "hub.example", status: 404 },
        evidence: "HTTP 404",
      },
    })
  })
})

describe("back-off", () => {
  it("grows, stays bounded, and never comes back at once however the dice fall", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const wait = backoffMs(failures, random)
          expect(wait).toBeGreaterThanOrEqual(250)
          expect(wait).toBeLessThanOrEqual(30_000)
          expect(backoffMs(failures + 1, random)).toBeGreaterThanOrEqual(wait)
        },
      ),
    )
  })
})
