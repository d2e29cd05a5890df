import { type ComponentProps, type ReactNode, useId } from "react"
import { classes } from "./classes"

export const CONTROL =
  "rounded-control border border-control/60 bg-raised text-14 text-ink placeholder:text-muted hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 disabled:opacity-45"

export interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** Why the value cannot be used. */
  readonly error?: string | null
  readonly children: (ids: { readonly id: string; readonly "aria-describedby": string }) => ReactNode
}

/** A control with its name above and its explanation below. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const describedBy = `${id}-hint`
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": describedBy })}
      <div id={describedBy} className={classes("text-12", error ? "text-danger" : "text-muted")}>
        {error ?? hint}
      </div>
    </div>
  )
}

/** One line of text. */
export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classes(CONTROL, "h-9 px-3", className)}
    />
  )
}

export interface ChoiceProps<Value extends string> extends Omit<
  ComponentProps<"select">,
  "onChange" | "value"
> {
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** One of several, in the system's own list: it works by keyboard and touch without a line of ours. */
export function Choice<Value extends string>({
  value,
  choices,
  onChange,
  className,
  ...rest
}: ChoiceProps<Value>) {
  return (
    <select
      {...rest}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value)
        if (chosen !== undefined) onChange(chosen.value)
      }}
      className={classes(CONTROL, "h-9 px-2.5", className)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}
