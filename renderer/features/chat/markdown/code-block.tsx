import { memo, useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { useIsCodeFenceIncomplete } from "streamdown"
import { CopyButton } from "../../../ui/copy-button"
import { type HighlightedLine, highlight } from "./highlight"

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
  return (
    <figure className="code-block">
      <figcaption>
        <span>{language === "" ? t("markdown.code") : language}</span>
        <CopyButton text={() => shown} label={t("markdown.copyCode")} />
      </figcaption>
      {/* Scrolled by keyboard too. */}
      <pre tabIndex={0} role="group" aria-label={language === "" ? t("markdown.code") : language} dir="ltr">
        <code>{lines === null ? shown : lines.map((line, index) => <Line key={index} line={line} />)}</code>
      </pre>
    </figure>
  )
})

/** Drawn again only when its own pieces changed: a growing block changes at its end. */
const Line = memo(
  function Line({ line }: { readonly line: HighlightedLine }) {
    return (
      <>
        {line.map((piece, index) => (
          <span
            // Pieces of a line have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            style={{ color: piece.colour }}
          >
            {piece.text}
          </span>
        ))}
        {"\n"}
      </>
    )
  },
  ({ line: before }, { line: after }) =>
    before.length === after.length &&
    before.every(
      (piece, index) => piece.text === after[index]?.text && piece.colour === after[index]?.colour,
    ),
)

function useHighlight(code: string, language: string, growing: boolean): readonly HighlightedLine[] | null {
  const [done, setDone] = useState<{
    readonly code: string
    readonly lines: readonly HighlightedLine[]
  } | null>(null)
  useEffect(() => {
    if (language === "") return
    let left = false
    void highlight(code, language, growing).then((lines) => {
      if (!left && lines !== null) setDone({ code, lines })
    })
    return () => {
      left = true
    }
  }, [code, language, growing])
  if (done === null) return null
  if (done.code === code) return done.lines
  // While more comes: the coloured lines so far, and the rest plain until its colours are there.
  if (!code.startsWith(done.code)) return null
  const rest = code.slice(done.code.length)
  const [endOfLast = "", ...newLines] = rest.split("\n")
  const last = done.lines.at(-1) ?? []
  return [
    ...done.lines.slice(0, -1),
    [...last, { text: endOfLast, colour: "inherit" }],
    ...newLines.map((text) => [{ text, colour: "inherit" }]),
  ]
}
