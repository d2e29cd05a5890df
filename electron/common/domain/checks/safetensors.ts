/** Bytes of the length that stands before a safetensors header. */
export const HEADER_LENGTH_BYTES = 8
/** The format's own limit; more is no safetensors file. */
const LARGEST_HEADER_BYTES = 100_000_000

/** The length of the header that the first eight bytes tell (little endian); null when they cannot be one. */
export function headerLengthOf(start: Uint8Array): number | null {
  if (start.length < HEADER_LENGTH_BYTES) return null
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const bytes = Number(view.getBigUint64(0, true))
  return bytes > 1 && bytes <= LARGEST_HEADER_BYTES ? bytes : null
}

/** How large a safetensors file must be, by its header; null for a header that is none. */
export function expectedBytes(headerBytes: number, header: unknown): number | null {
  if (typeof header !== "object" || header === null || Array.isArray(header)) return null
  let end = 0
  for (const [name, tensor] of Object.entries(header)) {
    if (name === "__metadata__") continue
    const last = endOf(tensor)
    if (last === null) return null
    end = Math.max(end, last)
  }
  return HEADER_LENGTH_BYTES + headerBytes + end
}

function endOf(tensor: unknown): number | null {
  if (typeof tensor !== "object" || tensor === null || !("data_offsets" in tensor)) return null
  const offsets: unknown = tensor.data_offsets
  const end: unknown = Array.isArray(offsets) ? offsets[1] : null
  return typeof end === "number" && Number.isSafeInteger(end) && end >= 0 ? end : null
}
