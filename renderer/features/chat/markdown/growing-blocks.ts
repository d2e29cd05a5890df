import { parseMarkdownIntoBlocks } from "streamdown"

/** Blocks at the end that may still change when more text comes: an open list, table or fence. */
const UNSETTLED_BLOCKS = 2

/**
 * Splits a text into blocks as Streamdown does; of a text that only grew, just its end is looked at again. A long
 * answer would otherwise be read from its beginning with every word.
 */
export function growingBlocks(): (markdown: string) => string[] {
  let settled = ""
  let settledBlocks: string[] = []
  return (markdown) => {
    if (!markdown.startsWith(settled)) {
      settled = ""
      settledBlocks = []
    }
    const rest = parseMarkdownIntoBlocks(markdown.slice(settled.length))
    const blocks = [...settledBlocks, ...rest]
    // A footnote joins its text into one block; nothing settles before that is whole.
    const settling = rest.slice(0, Math.max(0, rest.length - UNSETTLED_BLOCKS))
    const length = settling.reduce((sum, block) => sum + block.length, 0)
    if (length > 0 && markdown.startsWith(settling.join(""), settled.length)) {
      settled = markdown.slice(0, settled.length + length)
      settledBlocks = [...settledBlocks, ...settling]
    }
    return blocks
  }
}
