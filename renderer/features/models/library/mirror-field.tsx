import { useState } from "react"
import { useTranslation } from "react-i18next"
import { HUGGINGFACE_MIRRORS } from "#common/data/mirrors"
import { Button } from "../../../ui/button"
import { Field, TextInput } from "../../../ui/field"

export interface MirrorFieldProps {
  readonly url: string | null
  readonly onUse: (url: string | null) => void
}

/** A server with Hugging Face's interface, in its place; known ones are offered, any may be written. */
export function MirrorField({ url, onUse }: MirrorFieldProps) {
  const { t } = useTranslation("library")
  const saved = url ?? ""
  const [written, setWritten] = useState(saved)
  const [touched, setTouched] = useState(false)
  const valid = written === "" || isAddress(written)
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setTouched(true)
        if (valid) onUse(written === "" ? null : written)
      }}
    >
      <div className="min-w-0 flex-1 basis-72">
        <Field
          label={t("downloads.mirror")}
          hint={t("downloads.mirrorHint")}
          error={touched && !valid ? t("downloads.mirrorInvalid") : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              value={written}
              inputMode="url"
              placeholder={HUGGINGFACE_MIRRORS[0]?.url}
              aria-invalid={touched && !valid}
              onChange={(event) => setWritten(event.target.value.trim())}
              className="w-full font-mono text-13"
            />
          )}
        </Field>
      </div>
      <Button type="submit" disabled={written === saved} className="mb-6">
        {t("downloads.apply")}
      </Button>
    </form>
  )
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
