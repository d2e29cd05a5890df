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

/** OpenSSL's names for a certificate that is not believed. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE/

/** Any error of a connection as the fault it stands for. `host` is the server that was asked. */
export function httpFaultOf(error: unknown, host: string): HttpFault {
  if (HttpFault.isFault(error)) return error
  // Several addresses were tried: the first refusal tells as much as any.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = systemCode(first) ?? codeOfCause(first)
  const message = first instanceof Error ? first.message : String(first)
  return new HttpFault(kindOf(code, message), host, code === null ? message : `${code}: ${message}`, {
    cause: error,
  })
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
