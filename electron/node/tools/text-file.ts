/** Bytes looked at to tell text from anything else. */
export const TEXT_SAMPLE_BYTES = 64 * 1024

/**
 * The text in `bytes`; null when they are no text. UTF-8, UTF-16 with its mark, GB18030 (with GBK and GB2312, how
 * Chinese text was long kept), else Windows-1252. `whole` is false for the beginning of a longer file, which may end
 * in the middle of a character.
 */
export function decodeText(bytes: Uint8Array, whole: boolean): string | null {
  const marked = UTF16_MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  if (marked !== undefined) return decodeAs(marked.encoding, bytes, whole)
  if (bytes.some(isControl)) return null
  for (const encoding of ENCODINGS) {
    const text = decodeAs(encoding, bytes, whole)
    if (text !== null) return text
  }
  return null
}

const UTF16_MARKS = [
  { encoding: "utf-16le", mark: [0xff, 0xfe] },
  { encoding: "utf-16be", mark: [0xfe, 0xff] },
]

/** In the order of how little they let pass: Windows-1252 takes anything. */
const ENCODINGS = ["utf-8", "gb18030", "windows-1252"]

function decodeAs(encoding: string, bytes: Uint8Array, whole: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole })
  } catch {
    // Not this encoding, or one that this build of Node does not know.
    return null
  }
}

/** Control characters that no text has: all but tab, line ends, form feed and escape. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b
}
