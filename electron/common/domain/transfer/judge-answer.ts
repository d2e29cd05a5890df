import { mayBeSame, type Validator, validatorOf } from "./validator"

/** What was asked of a server, and what is known of the file. */
export interface Question {
  /** First byte wanted. */
  readonly from: number
  /** A `Range` header was sent. */
  readonly ranged: boolean
  /** Size that whoever wants the file was told of beforehand; null when nobody knows. */
  readonly promisedBytes: number | null
  /** Size that the server itself gave earlier. */
  readonly learnedBytes: number | null
  /** What the server gave earlier; null before its first answer. */
  readonly validator: Validator | null
  /** The hash decides in the end: bytes may be taken that look odd. */
  readonly hashKnown: boolean
  /** Address without its query. */
  readonly path: string
}

/** What an answer means for the file. */
export type Judgement =
  /** The bytes from `from` on, as asked. */
  | { readonly kind: "part"; readonly totalBytes: number | null; readonly validator: Validator }
  /** The file from its first byte, whatever was asked. */
  | { readonly kind: "whole"; readonly totalBytes: number | null; readonly validator: Validator }
  /** The file has no bytes. */
  | { readonly kind: "empty" }
  /** It is not the file that was begun. */
  | { readonly kind: "changed"; readonly evidence: string }
  /** It never was the file that was promised. */
  | { readonly kind: "wrong-length"; readonly actualBytes: number }
  /** Squeezed on the way although that was declined: these are not the bytes of the file. */
  | { readonly kind: "encoded"; readonly encoding: string }
  /** Another part than the one asked for. */
  | { readonly kind: "wrong-range"; readonly evidence: string }
  | { readonly kind: "status"; readonly status: number }

/** Reads status and headers (names in lower case) as an answer to `question`. */
export function judgeAnswer(
  question: Question,
  status: number,
  headers: Readonly<Record<string, string>>,
): Judgement {
  if (status === 416) return judgeUnsatisfied(question, headers["content-range"])
  if (status !== 200 && status !== 206) return { kind: "status", status }
  const range = status === 206 ? parseContentRange(headers["content-range"]) : null
  if (status === 206 && range?.from !== question.from) {
    return {
      kind: "wrong-range",
      evidence: `asked from ${question.from}: ${headers["content-range"] ?? "none"}`,
    }
  }
  const totalBytes = status === 206 ? (range?.totalBytes ?? null) : lengthOf(headers["content-length"])
  const encoding = headers["content-encoding"] ?? "identity"
  if (encoding !== "identity" && !isStoredEncoded(question, totalBytes)) return { kind: "encoded", encoding }
  const validator = validatorOf(headers)
  if (question.validator !== null && !mayBeSame(question.validator, validator)) {
    return { kind: "changed", evidence: `${describe(question.validator)} became ${describe(validator)}` }
  }
  const { promisedBytes, learnedBytes } = question
  if (totalBytes !== null && promisedBytes !== null && totalBytes !== promisedBytes) {
    return { kind: "wrong-length", actualBytes: totalBytes }
  }
  if (totalBytes !== null && learnedBytes !== null && totalBytes !== learnedBytes) {
    return { kind: "changed", evidence: `${learnedBytes} bytes became ${totalBytes}` }
  }
  return { kind: status === 206 ? "part" : "whole", totalBytes, validator }
}

/** A `Content-Range` header, `to` not included; null when it cannot be read. */
export function parseContentRange(
  header: string | undefined,
): { readonly from: number; readonly to: number; readonly totalBytes: number | null } | null {
  const groups = /^\s*bytes\s+(?<first>\d+)-(?<last>\d+)\/(?<total>\d+|\*)\s*$/i.exec(header ?? "")?.groups
  if (groups === undefined) return null
  const from = Number(groups["first"])
  const to = Number(groups["last"]) + 1
  const totalBytes = groups["total"] === "*" ? null : Number(groups["total"])
  return to <= from || (totalBytes !== null && to > totalBytes) ? null : { from, to, totalBytes }
}

/** Status 416: nothing of the wanted range is there, so the file is shorter than it was, or empty. */
function judgeUnsatisfied(question: Question, header: string | undefined): Judgement {
  const total = /^\s*bytes\s+\*\/(?<total>\d+)\s*$/i.exec(header ?? "")?.groups?.["total"]
  const actualBytes = total === undefined ? null : Number(total)
  if (actualBytes === 0 && (question.promisedBytes ?? 0) === 0) return { kind: "empty" }
  if (actualBytes !== null && question.promisedBytes !== null && actualBytes !== question.promisedBytes) {
    return { kind: "wrong-length", actualBytes }
  }
  if (actualBytes !== null && question.from >= actualBytes) {
    return { kind: "changed", evidence: `only ${actualBytes} bytes are left` }
  }
  return {
    kind: "wrong-range",
    evidence: `416 for bytes from ${question.from}: ${header ?? "no range given"}`,
  }
}

/** Some servers label `.tar.gz` files, as they lie on disk, as encoded; those bytes are the file. */
function isStoredEncoded(question: Question, totalBytes: number | null): boolean {
  if (question.promisedBytes !== null) return totalBytes === question.promisedBytes
  return question.hashKnown || /\.(gz|tgz|bz2|xz|zst|br)$/i.test(question.path)
}

function lengthOf(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) : null
}

function describe(validator: Validator): string {
  return validator.etag ?? validator.lastModified ?? "nothing to compare"
}
