import { makeProblem, type ProblemCode, ProblemError } from "../problem"

/** Ways in which no answer comes, or breaks off. */
export type HttpFaultKind =
  /** The name leads to no address. */
  | "name"
  /** Nobody listens there, or there is no way to it. */
  | "unreachable"
  | "certificate"
  /** The proxy does not let us through. */
  | "proxy"
  /** The proxy itself is not there. */
  | "proxy-away"
  /** No byte came for too long. */
  | "stalled"
  /** The connection ended before the answer did. */
  | "dropped"
  /** What came is not HTTP. */
  | "malformed"

const CODES: Readonly<Record<HttpFaultKind, ProblemCode>> = {
  name: "index-unreachable",
  unreachable: "index-unreachable",
  certificate: "ssl-cert-failed",
  proxy: "proxy-refused",
  "proxy-away": "proxy-unreachable",
  stalled: "index-unreachable",
  dropped: "index-unreachable",
  malformed: "index-unreachable",
}

/** A request without a whole answer. The problem in it names the server, never its path: paths may hold keys. */
export class HttpFault extends ProblemError {
  constructor(
    readonly kind: HttpFaultKind,
    host: string,
    evidence: string,
    options?: ErrorOptions,
  ) {
    super(makeProblem(CODES[kind], { index: host }, evidence), options)
  }

  static isFault(error: unknown): error is HttpFault {
    return ProblemError.is(error) && "kind" in error && typeof error.kind === "string" && error.kind in CODES
  }
}
