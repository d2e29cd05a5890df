import { describe, expect, it } from "vitest"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { HttpFault, type HttpFaultKind } from "#common/domain/transfer/http-fault"
import type { RunResult } from "#node/ports"
import { createUvSource } from "#node/services/setup/uv-source"
import { fakePorts } from "../../fakes/ports"
import { FakeProcesses } from "../../fakes/processes"
import { temporaryFolder } from "../adapters/temporary-folder"

/** What stands in the way of pip, and of every server that is asked. */
interface Obstacles {
  readonly pip: Partial<RunResult> | null
  readonly network: HttpFaultKind
}

async function fetchUv(indexUrl: string | null, { pip, network }: Obstacles) {
  const processes = new FakeProcesses()
  if (pip !== null) processes.answer("python3", pip)
  const request = async ({ url }: { readonly url: string }) => {
    throw new HttpFault(network, new URL(url).host, `made up: ${network}`)
  }
  const archives = { sha256: never, extract: never, readEntry: never }
  const source = createUvSource(fakePorts({ processes, http: { request } }), archives, never, "x64")
  return source.fetch({
    into: await temporaryFolder(),
    indexUrl,
    signal: new AbortController().signal,
    line: () => undefined,
    report: () => undefined,
  })
}

const never = () => Promise.reject(new ProblemError(makeProblem("internal")))
const noPip = { exitCode: 1, stderr: "/usr/bin/python3: No module named pip\n" }
const UNTRUSTED =
  "ERROR: Could not fetch URL: SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))"

// "uv can't be had" sends people to look for uv; what cures it is another index, a certificate or the proxy.
describe("a machine that has no uv and can fetch none", () => {
  it.each([
    ["unreachable", "index-unreachable"],
    ["certificate", "ssl-cert-failed"],
    ["proxy", "proxy-refused"],
    ["proxy-away", "proxy-unreachable"],
  ] as const)("names what is in the way of the chosen index: %s", async (network, code) => {
    const failure = fetchUv("https://index.example/simple", { pip: null, network })
    await expect(failure).rejects.toMatchObject({ problem: { code, values: { index: expect.any(String) } } })
  })

  it("believes the machine's own pip before the mirrors that are tried after it", async () => {
    const failure = fetchUv(null, { pip: { exitCode: 1, stderr: UNTRUSTED }, network: "unreachable" })
    await expect(failure).rejects.toMatchObject({ problem: { code: "ssl-cert-failed" } })
  })

  it("where there is no pip, says what became of the mirrors", async () => {
    const failure = fetchUv(null, { pip: noPip, network: "name" })
    await expect(failure).rejects.toMatchObject({ problem: { code: "index-unreachable" } })
  })
})
