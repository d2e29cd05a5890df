import { useTranslation } from "react-i18next"
import { Card, Section } from "../../ui/card"
import { CodeBox } from "../../ui/code-box"
import { CopyButton } from "../../ui/copy-button"
import { Segmented } from "../../ui/segmented"
import { MASK } from "./connection-card"
import { addressFor, type ConnectionDetails, type FieldProgramId, type ProgramId, PROGRAMS } from "./programs"
import type { ShownKey } from "./use-connection"

export interface ProgramGuideProps {
  readonly program: ProgramId
  readonly onProgram: (program: ProgramId) => void
  readonly baseUrl: string
  readonly modelName: string
  readonly hiddenKey: ShownKey
}

/** One program at a time: where to go in it, and what to put there. */
export function ProgramGuide({ program, onProgram, baseUrl, modelName, hiddenKey }: ProgramGuideProps) {
  const { t } = useTranslation("connect")
  const chosen = PROGRAMS.find(({ id }) => id === program)
  if (chosen === undefined) return null
  const shown: ConnectionDetails = { baseUrl, modelName, key: hiddenKey.shown?.key ?? MASK }
  return (
    <Section title={t("programs.title")}>
      <Segmented
        label={t("programs.title")}
        value={program}
        choices={PROGRAMS.map((one) => ({ value: one.id, label: one.name }))}
        onChange={onProgram}
        className="self-start"
      />
      <Card className="flex flex-col gap-4 p-5">
        <p className="max-w-[72ch]">{t(`programs.${program}.first`)}</p>
        {chosen.kind === "code" ? (
          <>
            <CodeBox plain label={t("programs.lines", { name: chosen.name })} code={chosen.code(shown)} />
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <CopyButton
                withLabel
                variant="primary"
                text={async () => chosen.code({ ...shown, key: await hiddenKey.read() })}
              />
              {hiddenKey.shown === null && (
                <p className="text-13 text-muted">{t("programs.copiesWithKey")}</p>
              )}
            </div>
          </>
        ) : (
          <Fields
            program={chosen.id}
            address={addressFor(baseUrl, chosen.address)}
            details={shown}
            hiddenKey={hiddenKey}
          />
        )}
        <p className="max-w-[72ch] text-13 text-muted">{t(`programs.${program}.last`)}</p>
      </Card>
    </Section>
  )
}

interface FieldsProps {
  readonly program: FieldProgramId
  readonly address: string
  readonly details: ConnectionDetails
  readonly hiddenKey: ShownKey
}

/** What goes into which field, by the field's own name in that program. */
function Fields({ program, address, details, hiddenKey }: FieldsProps) {
  const { t } = useTranslation("connect")
  const rows = [
    { name: t(`programs.${program}.address`), value: address, copied: () => address },
    { name: t(`programs.${program}.key`), value: details.key, copied: hiddenKey.read },
    { name: t(`programs.${program}.model`), value: details.modelName, copied: () => details.modelName },
  ]
  return (
    <dl className="divide-y divide-line rounded-card border border-line bg-sunken">
      {rows.map(({ name, value, copied }) => (
        <div key={name} className="flex items-center gap-4 py-1.5 pr-1.5 pl-3">
          <dt className="w-28 shrink-0 text-13 text-muted">{name}</dt>
          <dd className="min-w-0 flex-1">
            <code className="[overflow-wrap:anywhere]">{value}</code>
          </dd>
          <dd>
            <CopyButton text={copied} label={t("programs.copyField", { name })} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
