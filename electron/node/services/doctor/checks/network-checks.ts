import { finding } from "#common/domain/checks/check"
import type { Fix } from "#common/domain/diagnosis/fix"
import type { ProblemCode } from "#common/domain/problem"
import type { Check } from "../check-world"
import type { NetworkProbe, ServerProbe } from "../network-probe"

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"]

const PROXY_FAULTS: readonly ProblemCode[] = ["proxy-refused", "proxy-unreachable"]

/** Whether the proxy this machine names lets anything through. */
export const proxyCheck: Check = async (world) => {
  const proxy = PROXY_VARIABLES.map((name) => world.ports.environment[name]).find(Boolean)
  const servers = asked(await world.network())
  const refused = servers.find(({ problem }) => problem !== null && PROXY_FAULTS.includes(problem.code))
  if (refused !== undefined) {
    const fix: Fix = { kind: "set-proxy", by: "person" }
    return finding("proxy-refuses", {}, { evidence: refused.problem?.evidence ?? null, fix })
  }
  if (proxy === undefined) return finding("proxy-none")
  return servers.some(({ problem }) => problem === null) ? finding("proxy-works") : finding("check-failed")
}

/** Whether the certificates of the servers are believed here; a company's own often is not. */
export const certificatesCheck: Check = async (world) => {
  const servers = asked(await world.network()).filter(({ secure }) => secure)
  const doubted = servers.find(({ problem }) => problem?.code === "ssl-cert-failed")
  if (doubted !== undefined) {
    const fix: Fix = { kind: "trust-certificate", by: "person" }
    const { host, problem } = doubted
    return finding("certificate-untrusted", { host }, { evidence: problem?.evidence ?? null, fix })
  }
  return servers.some(({ problem }) => problem === null)
    ? finding("certificates-trusted")
    : finding("certificates-untold")
}

/** Whether the source of Python packages answers. */
export const indexCheck: Check = async (world) => {
  const { index } = await world.network()
  if (index === null) return finding("index-unnamed")
  const { host, problem, tookMs } = index
  if (problem === null) return finding("index-reached", { host, tookMs })
  return finding(
    "index-unreachable",
    { host },
    { evidence: problem.evidence, fix: { kind: "choose-mirror", by: "program" } },
  )
}

/** Whether models can be fetched: one of the hubs is enough. */
export const hubCheck: Check = async (world) => {
  const { hubs } = await world.network()
  const [reached] = hubs.filter(({ problem }) => problem === null).toSorted((a, b) => a.tookMs - b.tookMs)
  if (reached !== undefined) return finding("hub-reached", { host: reached.host, tookMs: reached.tookMs })
  return finding(
    "hub-unreachable",
    { hosts: hubs.map(({ host }) => host).join(", ") },
    { evidence: hubs[0]?.problem?.evidence ?? null, fix: { kind: "check-network", by: "program" } },
  )
}

function asked({ index, hubs }: NetworkProbe): readonly ServerProbe[] {
  return index === null ? hubs : [index, ...hubs]
}
