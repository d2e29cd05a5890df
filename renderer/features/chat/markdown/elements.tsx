import { createElement, isValidElement, type ReactNode } from "react"
import type { Components } from "streamdown"
import { KEYBOARD_SCROLL } from "../../../ui/keyboard-scroll"
import { CodeBlock } from "./code-block"
import { Picture } from "./picture"

/** How the parts of an answer are drawn; their look stands in prose.css. */
export const ELEMENTS: Components = {
  a: Link,
  img: (props: object) => <Picture src={textOf(props, "src") ?? ""} alt={textOf(props, "alt") ?? ""} />,
  pre: Pre,
  inlineCode: plain("code"),
  table: Table,
  // The page has its own first and second level.
  h1: plain("h3", "level-1"),
  h2: plain("h3", "level-2"),
  h3: plain("h4", "level-3"),
  h4: plain("h5"),
  h5: plain("h6"),
  h6: plain("h6"),
  p: plain("p"),
  ul: plain("ul"),
  ol: (props: object) => <ol start={Number(valueOf(props, "start") ?? 1)}>{childrenOf(props)}</ol>,
  li: (props: object) => <li className={textOf(props, "className")}>{childrenOf(props)}</li>,
  blockquote: plain("blockquote"),
  strong: plain("strong"),
  hr: () => <hr />,
  thead: plain("thead"),
  tbody: plain("tbody"),
  tr: plain("tr"),
  th: (props: object) => <th style={alignmentOf(props)}>{childrenOf(props)}</th>,
  td: (props: object) => <td style={alignmentOf(props)}>{childrenOf(props)}</td>,
  sup: plain("sup"),
  sub: plain("sub"),
}

/** The bare element: whatever the library would hang on it is left off. */
function plain(tag: string, className?: string): (props: object) => ReactNode {
  return function Plain(props) {
    return createElement(tag, { className }, childrenOf(props))
  }
}

/** Only addresses a browser opens harmlessly; they open beside Glimmer, never in its place. */
function Link(props: object) {
  const href = textOf(props, "href")
  if (href === undefined || !/^(?:https?:|mailto:)/i.test(href)) return <span>{childrenOf(props)}</span>
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer">
      {childrenOf(props)}
    </a>
  )
}

/** Wide tables scroll in a box of their own. */
function Table(props: object) {
  return (
    <div className="table-scroll" {...KEYBOARD_SCROLL}>
      <table>{childrenOf(props)}</table>
    </div>
  )
}

/** A fenced block: its language stands in the class of the code inside. */
function Pre(props: object) {
  const code = childrenOf(props)
  if (!isValidElement<object>(code)) return <pre>{code}</pre>
  const language = /language-([^\s]+)/.exec(textOf(code.props, "className") ?? "")?.[1] ?? ""
  return <CodeBlock code={wordsOf(childrenOf(code.props))} language={language} />
}

function wordsOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(wordsOf).join("")
  return typeof node === "string" ? node : ""
}

function alignmentOf(props: object): { readonly textAlign?: "start" | "center" | "end" } {
  const style = valueOf(props, "style")
  const side =
    typeof style === "object" && style !== null ? textOf(style, "textAlign") : textOf(props, "align")
  return side === "right" ? { textAlign: "end" } : side === "center" ? { textAlign: "center" } : {}
}

function textOf(props: object, name: string): string | undefined {
  const value = valueOf(props, name)
  return typeof value === "string" ? value : undefined
}

function childrenOf(props: object): ReactNode {
  const children = valueOf(props, "children")
  return isNode(children) ? children : null
}

function valueOf(props: object, name: string): unknown {
  return Object.entries(props).find(([key]) => key === name)?.[1]
}

function isNode(value: unknown): value is ReactNode {
  return (
    value === null ||
    ["undefined", "string", "number", "boolean"].includes(typeof value) ||
    isValidElement(value) ||
    (Array.isArray(value) && value.every(isNode))
  )
}
