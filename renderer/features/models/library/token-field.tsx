import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { HubSource, TokenState } from "#common/domain/library"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Field, TextInput } from "../../../ui/field"
import { ProblemNotice } from "../../../ui/problem-notice"

export interface TokenFieldProps {
  readonly source: HubSource
  readonly state: TokenState
}

/** A token goes in and never comes out; what is kept where stands below. */
export function TokenField({ source, state }: TokenFieldProps) {
  const { t } = useTranslation("library")
  const { client } = useGlimmer()
  const [written, setWritten] = useState("")
  const save = useAction(async (token: string | null) => {
    await client.library.setToken({ source, token })
    setWritten("")
  })
  const kept = state === "secret-store" || state === "file"
  return (
    <form
      className="flex flex-wrap items-end gap-x-3 gap-y-1"
      onSubmit={(event) => {
        event.preventDefault()
        void save.run(written)
      }}
    >
      <div className="min-w-0 flex-1 basis-72">
        <Field
          label={t("downloads.token", { source: t(`source.${source}`) })}
          hint={t(`downloads.tokenState.${state}`)}
        >
          {(ids) => (
            <TextInput
              {...ids}
              type="password"
              value={written}
              placeholder={t("downloads.tokenPlaceholder")}
              onChange={(event) => setWritten(event.target.value.trim())}
              className="w-full font-mono text-13"
            />
          )}
        </Field>
      </div>
      <div className="mb-6 flex gap-2">
        <Button type="submit" disabled={written === ""} busy={save.busy}>
          {t("downloads.tokenSave")}
        </Button>
        {kept && (
          <Button variant="quiet" disabled={save.busy} onClick={() => void save.run(null)}>
            {t("downloads.tokenForget")}
          </Button>
        )}
      </div>
      {save.problem !== null && <ProblemNotice problem={save.problem} className="basis-full" />}
    </form>
  )
}
