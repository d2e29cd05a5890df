/** By what a server tells one state of a file from another. */
export interface Validator {
  readonly etag: string | null
  readonly lastModified: string | null
}

/** The validator in an answer's headers (names in lower case). */
export function validatorOf(headers: Readonly<Record<string, string>>): Validator {
  return { etag: headers["etag"] || null, lastModified: headers["last-modified"] || null }
}

/** False only when the two cannot belong to the same bytes. */
export function mayBeSame(one: Validator, other: Validator): boolean {
  if (one.etag !== null && other.etag !== null) return opaque(one.etag) === opaque(other.etag)
  if (one.lastModified !== null && other.lastModified !== null) return one.lastModified === other.lastModified
  return true
}

/** Value for an `If-Range` header; null when the server gave nothing strong enough (RFC 9110, 13.1.5). */
export function ifRangeOf(validator: Validator): string | null {
  if (validator.etag !== null && !validator.etag.startsWith("W/")) return validator.etag
  return validator.lastModified
}

/** Caches in between turn a strong tag into a weak one when they touch the answer; it stays the same tag. */
function opaque(etag: string): string {
  return etag.replace(/^W\//, "")
}
