import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Button } from "../../../ui/button"
import { classes } from "../../../ui/classes"
import { CONTROL } from "../../../ui/field"
import { Evidence } from "../../../ui/problem-notice"
import { useToolWords } from "../../../i18n/tool-words"
import { readArguments, showValue, withArgument } from "./tool-arguments"

export interface ArgumentTableProps {
  readonly argumentsText: string
  /** Takes the arguments as changed by the person; null where there is nothing left to decide. */
  readonly onChange: ((argumentsText: string) => void) | null
}

/** What is handed to the tool, as a small table that can be edited before it runs. */
export function ArgumentTable({ argumentsText, onChange }: ArgumentTableProps) {
  const { t } = useTranslation("chat")
  const words = useToolWords()
  const [editing, setEditing] = useState(false)
  const values = readArguments(argumentsText)
  if (values === null) {
    return (
      <div className="flex flex-col gap-1.5 text-13">
        <p className="text-muted">{t("tool.unreadable")}</p>
        <Evidence line={argumentsText} />
      </div>
    )
  }
  if (values.length === 0) return <p className="text-13 text-muted">{t("tool.noArguments")}</p>
  return (
    <div className="flex items-start gap-3">
      <dl className="grid min-w-0 flex-1 grid-cols-[max-content_1fr] items-baseline gap-x-4 gap-y-1.5 text-13">
        {values.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{words.name(name)}</dt>
            <dd className="min-w-0">
              {editing && onChange !== null ? (
                <ArgumentField
                  name={name}
                  value={value}
                  onChange={(written) => {
                    const changed = withArgument(argumentsText, name, written)
                    if (changed !== null) onChange(changed)
                    return changed !== null
                  }}
                />
              ) : (
                <code className="[overflow-wrap:anywhere] whitespace-pre-wrap">{showValue(value)}</code>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {onChange !== null && (
        <Button size="small" variant="quiet" className="-my-1 -mr-2" onClick={() => setEditing(!editing)}>
          {editing ? t("tool.editDone") : t("tool.edit")}
        </Button>
      )}
    </div>
  )
}

interface ArgumentFieldProps {
  readonly name: string
  readonly value: unknown
  /** Answers whether the text could be taken. */
  readonly onChange: (written: string) => boolean
}

function ArgumentField({ name, value, onChange }: ArgumentFieldProps) {
  const { t } = useTranslation("chat")
  const [written, setWritten] = useState(() => showValue(value))
  const [valid, setValid] = useState(true)
  return (
    <>
      <textarea
        rows={1}
        aria-label={t("tool.argument", { name })}
        aria-invalid={!valid}
        value={written}
        spellCheck={false}
        onChange={(event) => {
          setWritten(event.target.value)
          setValid(onChange(event.target.value))
        }}
        className={classes(
          CONTROL,
          "field-sizing-content max-h-40 w-full resize-none px-2 py-1 font-mono text-12",
        )}
      />
      {!valid && <p className="text-12 text-danger">{t("tool.badValue")}</p>}
    </>
  )
}
