import { memo, useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { useIsCodeFenceIncomplete } from "streamdown"
import { CopyButton } from "../../../ui/copy-button"
import { KEYBOARD_SCROLL } from "../../../ui/keyboard-scroll"
import { type HighlightedLine, highlight, plainLine } from "./highlight"

export interface CodeBlockProps {
  readonly code: string
  readonly language: string
}

/** Code with its language, its colours and a way to copy it. */
export const CodeBlock = memo(function CodeBlock({ code, language }: CodeBlockProps) {
  const { t } = useTranslation("chat")
  const growing = useIsCodeFenceIncomplete()
  const shown = code.replace(/\n$/, "")
  const lines = useHighlight(shown, language, growing)
  const name = language === "" ? t("markdown.code") : language
  return (
    <figure className="code-block">
      <figcaption>
        <span>{name}</span>
        <CopyButton text={() => shown} label={t("markdown.copyCode")} />
      </figcaption>
      <pre dir="ltr" {...KEYBOARD_SCROLL}>
        <code>{lines === null ? shown : lines.map((line) => <Line key={line.number} line={line} />)}</code>
      </pre>
    </figure>
  )
})

/** Drawn again only when its own pieces changed: a growing block changes at its end. */
const Line = memo(
  function Line({ line }: { readonly line: HighlightedLine }) {
    return (
      <>
        {line.pieces.map((piece) => (
          <span key={piece.at} style={{ color: piece.colour }}>
            {piece.text}
          </span>
        ))}
        {"\n"}
      </>
    )
  },
  ({ line: before }, { line: after }) =>
    before.pieces.length === after.pieces.length &&
    before.pieces.every((piece, index) => {
      const now = after.pieces[index]
      return piece.text === now?.text && piece.colour === now.colour
    }),
)

interface Done {
  readonly code: string
  readonly lines: readonly HighlightedLine[]
}

function useHighlight(code: string, language: string, growing: boolean): readonly HighlightedLine[] | null {
  const [done, setDone] = useState<Done | null>(null)
  useEffect(() => {
    if (language === "") return
    let left = false
    const colour = async () => {
      const lines = await highlight(code, language, growing)
      if (!left && lines !== null) setDone({ code, lines })
    }
    void colour()
    return () => {
      left = true
    }
  }, [code, language, growing])
  // Colours of another text are worse than none; of a shorter one they are right as far as they go.
  return done !== null && code.startsWith(done.code) ? withRest(done, code) : null
}

/** The coloured lines so far, and what came since plain until its colours are there. */
function withRest({ code: coloured, lines }: Done, code: string): readonly HighlightedLine[] {
  if (coloured.length === code.length) return lines
  const [endOfLast = "", ...fresh] = code.slice(coloured.length).split("\n")
  const last = lines.at(-1)
  const continued =
    last === undefined
      ? []
      : [{ ...last, pieces: [...last.pieces, ...plainLine(last.number, endOfLast, last.length).pieces] }]
  return [...lines.slice(0, -1), ...continued, ...fresh.map((text, at) => plainLine(lines.length + at, text))]
}
