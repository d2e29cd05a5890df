import { cjk } from "@streamdown/cjk"
import { memo, useEffect, useRef, useState } from "react"
import type { MathPlugin } from "@streamdown/math"
import { Streamdown } from "streamdown"
import { growingBlocks } from "./growing-blocks"
import { hasMath, withDollarMath } from "./latex-delimiters"
import { ELEMENTS } from "./elements"

export interface MarkdownProps {
  readonly text: string
  /** More is coming. */
  readonly streaming: boolean
}

/** Markdown as it comes: unfinished marks are closed, finished blocks are never drawn again. */
export const Markdown = memo(function Markdown({ text, streaming }: MarkdownProps) {
  const math = useMath(hasMath(text))
  const blocks = useRef<ReturnType<typeof growingBlocks>>(null)
  blocks.current ??= growingBlocks()
  return (
    <Streamdown
      dir="auto"
      className="prose"
      mode="streaming"
      isAnimating={streaming}
      parseMarkdownIntoBlocksFn={blocks.current}
      plugins={{ cjk, ...(math === null ? {} : { math }) }}
      components={ELEMENTS}
      linkSafety={{ enabled: false }}
    >
      {math === null ? text : withDollarMath(text)}
    </Streamdown>
  )
})

/** Formulas are rare and their machinery is large: it is fetched with the first one. */
function useMath(needed: boolean): MathPlugin | null {
  const [plugin, setPlugin] = useState<MathPlugin | null>(null)
  useEffect(() => {
    if (!needed || plugin !== null) return
    let left = false
    void import("./math-plugin").then(({ math }) => {
      if (!left) setPlugin(math)
    })
    return () => {
      left = true
    }
  }, [needed, plugin])
  return plugin
}
