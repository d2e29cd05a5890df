import { readFileSync } from "node:fs"
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls"
import type { Logger, Ports } from "../ports"

/** Variables by which people name certificates of their own, for Node, OpenSSL, Python and curl. */
const VARIABLES = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"] as const

/**
 * Whom to trust: Node's list, the system's, and what the environment names, all together. Made once, at the first
 * use: reading some hundred certificates for each connection would cost more than the connection.
 */
export function lazySecureContext(
  environment: Ports["environment"],
  log: Pick<Logger, "warn">,
): () => SecureContext {
  let context: SecureContext | null = null
  return () => (context ??= createSecureContext({ ca: trusted(environment, log) }))
}

function trusted(environment: Ports["environment"], log: Pick<Logger, "warn">): string[] {
  const own = VARIABLES.flatMap((name) => {
    const path = environment[name]
    if (path === undefined || path === "") return []
    try {
      return [readFileSync(path, "utf8")]
    } catch (error) {
      // A variable left over from another machine must not take the network away.
      log.warn("certificates cannot be read", { variable: name, path, error })
      return []
    }
  })
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system"), ...own])]
}
