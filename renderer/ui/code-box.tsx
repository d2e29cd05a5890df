import { CopyButton } from "./copy-button"
import { KEYBOARD_SCROLL } from "./keyboard-scroll"

export interface CodeBoxProps {
  readonly label: string
  readonly code: string
  /** The way to copy stands elsewhere. */
  readonly plain?: boolean
}

/** Lines to copy as they stand. */
export function CodeBox({ label, code, plain = false }: CodeBoxProps) {
  return (
    <div className="relative rounded-card border border-line bg-sunken">
      <pre
        aria-label={label}
        {...KEYBOARD_SCROLL}
        className="thin-scroll overflow-x-auto p-3 pr-12 text-12 leading-relaxed"
      >
        {code}
      </pre>
      {!plain && <CopyButton text={() => code} className="absolute top-1.5 right-1.5" />}
    </div>
  )
}
