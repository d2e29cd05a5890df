import { classes } from "./classes"

const SIGNS: Readonly<Record<string, string>> = { Mod: "Ctrl", Up: "↑", Down: "↓", Enter: "↵", Escape: "Esc" }

export interface KeyHintProps {
  /** `Mod+K`: joined by plus, `Mod` for Ctrl. */
  readonly keys: string
  readonly className?: string
}

/** A shortcut, key by key. */
export function KeyHint({ keys, className }: KeyHintProps) {
  return (
    <span className={classes("inline-flex shrink-0 items-center gap-0.5", className)}>
      {keys.split("+").map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[4px] border border-line bg-sunken px-1 font-sans text-[0.6875rem] text-muted"
        >
          {SIGNS[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
