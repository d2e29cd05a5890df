import { RadioGroup } from "radix-ui"
import { type FormEvent, type ReactNode, useState } from "react"
import { useTranslation } from "react-i18next"
import { INDEX_MIRRORS } from "#common/data/mirrors"
import type { IndexChoice, Settings } from "#common/domain/settings"
import { asLanguage } from "../../i18n/language"
import { Button } from "../../ui/button"
import { Card } from "../../ui/card"
import { Field, TextInput } from "../../ui/field"
import { ProblemNotice } from "../../ui/problem-notice"
import { Skeleton } from "../../ui/skeleton"
import { useSettings } from "./use-settings"

/** Where packages come from, and which Python builds. */
export function NetworkSettings() {
  const { t } = useTranslation("settings")
  const { settings, update } = useSettings()
  if (settings === null) return <Skeleton className="h-64" />
  return (
    <div className="flex flex-col gap-8">
      {update.problem !== null && <ProblemNotice problem={update.problem} />}
      <section className="flex flex-col gap-3">
        <div>
          <h2 className="text-16">{t("network.title")}</h2>
          <p className="max-w-[68ch] text-13 text-muted">{t("network.hint")}</p>
        </div>
        <SourceChoice chosen={settings.index} onChoose={(index) => void update.run({ index })} />
        <p className="text-12 text-muted">{t("network.applies")}</p>
      </section>
      <PythonField settings={settings} onChange={(pythonPath) => void update.run({ pythonPath })} />
      <p className="max-w-[68ch] text-13 text-muted">{t("network.proxy")}</p>
    </div>
  )
}

interface SourceChoiceProps {
  readonly chosen: IndexChoice
  readonly onChoose: (choice: IndexChoice) => void
}

function SourceChoice({ chosen, onChoose }: SourceChoiceProps) {
  const { t, i18n } = useTranslation("settings")
  const [open, setOpen] = useState(chosen.kind === "custom")
  const value = open ? "custom" : chosen.kind === "mirror" ? chosen.id : "default"
  const choose = (next: string) => {
    setOpen(next === "custom")
    if (next === "default") onChoose({ kind: "default" })
    else if (next !== "custom") onChoose({ kind: "mirror", id: next })
  }
  return (
    <RadioGroup.Root aria-label={t("network.title")} value={value} onValueChange={choose}>
      <Card className="divide-y divide-line">
        <Source value="default" name={t("network.default")} hint={t("network.defaultHint")} />
        {INDEX_MIRRORS.map((mirror) => (
          <Source
            key={mirror.id}
            value={mirror.id}
            name={mirror.name[asLanguage(i18n.language)]}
            hint={<code className="[overflow-wrap:anywhere]">{mirror.url}</code>}
          />
        ))}
        <Source value="custom" name={t("network.custom")} hint={t("network.customHint")} />
        {open && (
          <CustomSource
            url={chosen.kind === "custom" ? chosen.url : ""}
            onUse={(url) => onChoose({ kind: "custom", url })}
          />
        )}
      </Card>
    </RadioGroup.Root>
  )
}

interface SourceProps {
  readonly value: string
  readonly name: string
  readonly hint: ReactNode
}

function Source({ value, name, hint }: SourceProps) {
  return (
    <RadioGroup.Item
      value={value}
      className="group flex w-full items-center gap-3.5 px-4 py-2.5 text-left first:rounded-t-card last:rounded-b-card hover:bg-hover"
    >
      <span
        aria-hidden
        className="flex size-4.5 shrink-0 rounded-full border border-control group-data-[state=checked]:border-[5px] group-data-[state=checked]:border-accent"
      />
      <span className="min-w-0">
        <span className="block text-14">{name}</span>
        <span className="block text-12 text-muted">{hint}</span>
      </span>
    </RadioGroup.Item>
  )
}

function CustomSource({ url, onUse }: { readonly url: string; readonly onUse: (url: string) => void }) {
  const { t } = useTranslation("settings")
  const [written, setWritten] = useState(url)
  const [touched, setTouched] = useState(false)
  const valid = isAddress(written)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (valid) onUse(written)
  }
  return (
    <form className="flex flex-wrap items-end gap-3 px-4 py-3" onSubmit={submit}>
      <div className="min-w-0 flex-1 basis-72">
        <Field label={t("network.customLabel")} error={touched && !valid ? t("network.customInvalid") : null}>
          {(ids) => (
            <TextInput
              {...ids}
              value={written}
              inputMode="url"
              aria-invalid={touched && !valid}
              onChange={(event) => setWritten(event.target.value.trim())}
              className="w-full font-mono text-13"
            />
          )}
        </Field>
      </div>
      <Button type="submit" disabled={written === url}>
        {t("network.apply")}
      </Button>
    </form>
  )
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

interface PythonFieldProps {
  readonly settings: Settings
  readonly onChange: (pythonPath: string | null) => void
}

function PythonField({ settings, onChange }: PythonFieldProps) {
  const { t } = useTranslation("settings")
  const saved = settings.pythonPath ?? ""
  const [written, setWritten] = useState(saved)
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(written.trim() === "" ? null : written.trim())
      }}
    >
      <div className="min-w-0 flex-1 basis-72">
        <Field label={t("network.python")} hint={t("network.pythonHint")}>
          {(ids) => (
            <TextInput
              {...ids}
              value={written}
              placeholder={t("network.pythonPlaceholder")}
              onChange={(event) => setWritten(event.target.value)}
              className="w-full font-mono text-13"
            />
          )}
        </Field>
      </div>
      <Button type="submit" disabled={written.trim() === saved} className="mb-6">
        {t("network.pythonApply")}
      </Button>
    </form>
  )
}
