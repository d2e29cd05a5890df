import { useEffect, useRef } from "react"
import { useTranslation } from "react-i18next"
import { TextInput } from "../../../ui/field"

export interface RenameFieldProps {
  readonly title: string
  /** The new name, or null when nothing is to change. */
  readonly onDone: (name: string | null) => void
}

/** The name of a conversation, being changed in its place. Enter keeps, Esc does not. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const { t } = useTranslation("chat")
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  // The menu this came from gives the focus back as it closes; ours comes after that.
  useEffect(() => {
    const timer = setTimeout(() => field.current?.select())
    return () => clearTimeout(timer)
  }, [])
  const finish = (keep: boolean) => {
    if (done.current) return
    done.current = true
    const name = field.current?.value.trim() ?? ""
    onDone(keep && name !== "" && name !== title ? name : null)
  }
  return (
    <TextInput
      ref={field}
      aria-label={t("threads.renameLabel")}
      defaultValue={title}
      maxLength={200}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === "Enter") finish(true)
        if (event.key === "Escape") {
          event.stopPropagation()
          finish(false)
        }
      }}
      className="h-8 w-full px-2 text-13"
    />
  )
}
