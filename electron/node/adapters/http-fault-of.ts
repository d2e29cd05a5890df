import { HttpFault, type HttpFaultKind } from "#common/domain/transfer/http-fault"
import { systemCode } from "./files-problem"

const KINDS: Readonly<Record<string, HttpFaultKind>> = {
  ENOTFOUND: "name",
  EAI_AGAIN: "name",
  EAI_FAIL: "name",
  EAI_NODATA: "name",
  EAI_NONAME: "name",
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ENETDOWN: "unreachable",
  ETIMEDOUT: "unreachable",
  EPROTO: "malformed",
  UND_ERR_CONNECT_TIMEOUT: "unreachable",
  UND_ERR_HEADERS_TIMEOUT: "stalled",
  UND_ERR_BODY_TIMEOUT: "stalled",
  UND_ERR_RESPONSE_CONTENT_LENGTH_MISMATCH: "dropped",
}

/** For those who start Node themselves. */
const NODE_ADVICE = /; if the root CA is installed locally.*$/u

/** OpenSSL's names for a certificate that is not believed. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE/

/**
 * Any error of a connection as the fault it stands for. `host` is the server that was asked, `proxy` the one in
 * between: who goes through a proxy knows of no other connection.
 */
export function httpFaultOf(error: unknown, host: string, proxy: string | null = null): HttpFault {
  if (HttpFault.isFault(error)) return error
  // Several addresses were tried: the first refusal tells as much as any.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = systemCode(first) ?? codeOfCause(first)
  const message = (first instanceof Error ? first.message : String(first)).replace(NODE_ADVICE, "")
  const kind = kindOf(code, message)
  const evidence = code === null ? message : `${code}: ${message}`
  const isProxys = proxy !== null && (kind === "unreachable" || kind === "name")
  return new HttpFault(isProxys ? "proxy-away" : kind, isProxys ? proxy : host, evidence, { cause: error })
}

function codeOfCause(error: unknown): string | null {
  return error instanceof Error ? systemCode(error.cause) : null
}

function kindOf(code: string | null, message: string): HttpFaultKind {
  // undici has no code of its own for a proxy that refuses.
  if (/proxy response \(\d+\)|proxy authentication/i.test(message)) return "proxy"
  const known = KINDS[code ?? ""]
  if (known !== undefined) return known
  if (code !== null && CERTIFICATE.test(code)) return "certificate"
  if (code?.startsWith("ERR_SSL_") || code?.startsWith("HPE_") || code?.startsWith("UND_ERR_INVALID"))
    return "malformed"
  return "dropped"
}
