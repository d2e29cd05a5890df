import { cjk } from "@streamdown/cjk"
import type { MathPlugin } from "@streamdown/math"
import { memo, useEffect, useMemo, useState } from "react"
import { Streamdown } from "streamdown"
import { ELEMENTS } from "./elements"
import { growingBlocks } from "./growing-blocks"
import { hasMath, withDollarMath } from "./latex-delimiters"

export interface MarkdownProps {
  readonly text: string
  /** More is coming. */
  readonly streaming: boolean
}

/**
 * Markdown as it comes, block by block: what is whole is never read or drawn again, only the last block is closed
 * for show where its marks are still open.
 */
export function Markdown({ text, streaming }: MarkdownProps) {
  const math = useMath(hasMath(text))
  const [split] = useState(growingBlocks)
  const blocks = split(text)
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        <Block
          key={block.start}
          text={block.text}
          growing={streaming && index === blocks.length - 1}
          math={math}
        />
      ))}
    </div>
  )
}

interface BlockProps {
  readonly text: string
  readonly growing: boolean
  readonly math: MathPlugin | null
}

const Block = memo(function Block({ text, growing, math }: BlockProps) {
  const plugins = useMemo(() => (math === null ? { cjk } : { cjk, math }), [math])
  return (
    <Streamdown
      dir="auto"
      className="contents"
      isAnimating={growing}
      parseIncompleteMarkdown={growing}
      parseMarkdownIntoBlocksFn={asOne}
      plugins={plugins}
      components={ELEMENTS}
      linkSafety={DIRECT_LINKS}
    >
      {math === null ? text : withDollarMath(text)}
    </Streamdown>
  )
})

const DIRECT_LINKS = { enabled: false }

function asOne(text: string): string[] {
  return [text]
}

/** Formulas are rare and their machinery is large: it is fetched with the first one. */
function useMath(needed: boolean): MathPlugin | null {
  const [plugin, setPlugin] = useState<MathPlugin | null>(null)
  useEffect(() => {
    if (!needed || plugin !== null) return
    let left = false
    const fetchPlugin = async () => {
      const { math } = await import("./math-plugin")
      if (!left) setPlugin(math)
    }
    void fetchPlugin()
    return () => {
      left = true
    }
  }, [needed, plugin])
  return plugin
}
