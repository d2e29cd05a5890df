/** Secrets inside a text: each pattern keeps what its group holds, and the rest is secret. */
const SECRET_TEXTS: readonly RegExp[] = [
  /(\b(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/gi,
  /((?:api[_-]?key|token|secret|password|passwd)["']?\s*[=:]\s*["']?)(?!None\b|null\b)[^\s"'&,;)\]}]{4,}/gi,
  // vLLM lists its keys among the arguments it was started with.
  /((?:api[_-]?keys?|tokens?)["']?\s*[=:]\s*)\[["'][^\]\n]*\]/gi,
  /(--api-key[\s=]+)\S+/gi,
  // user:password@ in the address of an index or a proxy.
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+(?=@)/gi,
  /()\bhf_[A-Za-z0-9]{16,}/g,
  /()\bsk-[A-Za-z0-9_-]{16,}/g,
  /()\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /()\bAKIA[A-Z0-9]{16}\b/g,
  /()\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g,
]

/** The text with `instead` in the place of keys, tokens and passwords. */
export function hideSecrets(text: string, instead: string): string {
  return SECRET_TEXTS.reduce((current, pattern) => current.replace(pattern, `$1${instead}`), text)
}
