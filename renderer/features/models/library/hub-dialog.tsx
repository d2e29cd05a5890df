import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { HubModel } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Dialog } from "../../../ui/dialog"
import { Field, TextInput } from "../../../ui/field"
import type { Verdict } from "../../../ui/verdict"
import { FetchProblem } from "./fetch-problem"
import { HubFound } from "./hub-found"
import { hubIdOf } from "./hub-name"

export interface HubDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly verdictOf: ((model: ModelChoice) => Verdict) | null
  /** Opens the download settings. */
  readonly onSettings: () => void
}

/** Any model of a hub: looked up, planned, and only then fetched. */
export function HubDialog({ open, onOpenChange, verdictOf, onSettings }: HubDialogProps) {
  const { t } = useTranslation("library")
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("hub.title")} hint={t("hub.hint")}>
      {open && <LookUp verdictOf={verdictOf} onSettings={onSettings} onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

interface LookUpProps extends Pick<HubDialogProps, "verdictOf" | "onSettings"> {
  readonly onDone: () => void
}

function LookUp({ verdictOf, onSettings, onDone }: LookUpProps) {
  const { t } = useTranslation("library")
  const { client } = useGlimmer()
  const [written, setWritten] = useState("")
  const [invalid, setInvalid] = useState(false)
  const [found, setFound] = useState<HubModel | null>(null)
  const look = useAction(async (id: string) => {
    setFound(null)
    setFound(await client.library.inspect({ id, source: "auto", revision: null }))
  })
  return (
    <div className="flex flex-col gap-4 p-5">
      <form
        className="flex items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const id = hubIdOf(written)
          setInvalid(id === null)
          if (id !== null) void look.run(id)
        }}
      >
        <div className="min-w-0 flex-1">
          <Field label={t("hub.id")} error={invalid ? t("hub.invalid") : null}>
            {(ids) => (
              <TextInput
                {...ids}
                value={written}
                placeholder={t("hub.placeholder")}
                aria-invalid={invalid}
                onChange={(event) => setWritten(event.target.value)}
                className="w-full font-mono text-13"
              />
            )}
          </Field>
        </div>
        <Button type="submit" busy={look.busy} disabled={written.trim() === ""} className="mb-1.5">
          {t("hub.look")}
        </Button>
      </form>
      {look.problem !== null && <FetchProblem problem={look.problem} onSettings={onSettings} />}
      {found !== null && (
        <HubFound
          key={found.id}
          model={found}
          verdictOf={verdictOf}
          onSettings={onSettings}
          onDone={onDone}
        />
      )}
    </div>
  )
}
