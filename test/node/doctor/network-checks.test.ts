import { describe, expect, it } from "vitest"
import { makeProblem } from "#common/domain/problem"
import { CHECKERS } from "#node/services/doctor/checks/index"
import { answered, checkWorld, ONLINE } from "./check-world"

describe("the network", () => {
  it("behind a proxy that refuses, with a certificate nobody trusts, or away: three different cures", async () => {
    const { world } = await checkWorld(null)
    const of = (code: Parameters<typeof broken>[0]) => ({
      ...world,
      network: async () => ({ ...ONLINE, index: broken(code) }),
    })
    expect(await CHECKERS.proxy(of("proxy-refused"))).toMatchObject({
      says: "proxy-refuses",
      evidence: "shown by proxy-refused",
      fix: { kind: "set-proxy" },
    })
    expect(await CHECKERS.certificates(of("ssl-cert-failed"))).toMatchObject({
      says: "certificate-untrusted",
      values: { host: "index.example" },
      fix: { kind: "trust-certificate" },
    })
    expect(await CHECKERS.index(of("index-unreachable"))).toMatchObject({
      says: "index-unreachable",
      fix: { kind: "choose-mirror" },
    })
    expect((await CHECKERS.proxy(of("index-unreachable"))).says).toBe("proxy-none")
    expect((await CHECKERS.certificates(of("index-unreachable"))).says).toBe("certificates-trusted")
  })

  it("reaches models when one hub answers, and says which", async () => {
    const { world } = await checkWorld(null)
    expect(await CHECKERS.hub({ ...world, network: oneHubAway })).toMatchObject({
      says: "hub-reached",
      values: { host: "other-hub.example" },
    })
  })
})

const broken = (code: "proxy-refused" | "ssl-cert-failed" | "index-unreachable") =>
  answered("index.example", { problem: makeProblem(code, {}, `shown by ${code}`), dateMs: null })

/** The first hub is away. */
const oneHubAway = async () => ({
  ...ONLINE,
  hubs: [broken("index-unreachable"), answered("other-hub.example")],
})
