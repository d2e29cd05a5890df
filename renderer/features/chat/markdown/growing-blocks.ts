import { parseMarkdownIntoBlocks } from "streamdown"

/** A piece of markdown that stands for itself, and where in the text it begins. */
export interface TextBlock {
  readonly start: number
  readonly text: string
}

/** Blocks at the end that may still change when more text comes: an open list, table or fence. */
const UNSETTLED_BLOCKS = 2

/**
 * Splits a text into blocks as Streamdown does; of a text that only grew, just its end is looked at again. A long
 * answer would otherwise be read from its beginning with every word.
 */
export function growingBlocks(): (markdown: string) => readonly TextBlock[] {
  let settled = ""
  let settledBlocks: readonly TextBlock[] = []
  return (markdown) => {
    if (!markdown.startsWith(settled)) {
      settled = ""
      settledBlocks = []
    }
    const rest = placed(parseMarkdownIntoBlocks(markdown.slice(settled.length)), settled.length)
    const blocks = [...settledBlocks, ...rest]
    const settling = rest.slice(0, Math.max(0, rest.length - UNSETTLED_BLOCKS))
    const end = (settling.at(-1)?.start ?? settled.length) + (settling.at(-1)?.text.length ?? 0)
    // Only where the blocks are the text itself, piece by piece, is the next start known for certain.
    if (markdown.startsWith(settling.map((block) => block.text).join(""), settled.length)) {
      settled = markdown.slice(0, end)
      settledBlocks = [...settledBlocks, ...settling]
    }
    return blocks
  }
}

function placed(texts: readonly string[], from: number): readonly TextBlock[] {
  let start = from
  return texts.map((text) => {
    const block = { start, text }
    start += text.length
    return block
  })
}
