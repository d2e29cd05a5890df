import { useTranslation } from "react-i18next"
import type { DownloadSettings as Wishes } from "#common/domain/settings"
import { HUB_SOURCES } from "#common/domain/library"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer, useLive } from "../../../state/use-glimmer"
import { Choice, Field } from "../../../ui/field"
import { ProblemNotice } from "../../../ui/problem-notice"
import { Segmented } from "../../../ui/segmented"
import { Skeleton } from "../../../ui/skeleton"
import { MirrorField } from "./mirror-field"
import { TokenField } from "./token-field"
import { useLibrary } from "./use-library"

const MIB = 1024 ** 2
/** Limits worth offering, bytes a second. */
const LIMITS = [1, 2, 5, 10, 20, 50, 100].map((mebibytes) => mebibytes * MIB)

/** Where models come from, how fast they may, and the tokens some owners ask for. */
export function DownloadSettings() {
  const { t } = useTranslation("library")
  const format = useFormat()
  const { client, settings } = useGlimmer()
  const downloads = useLive(settings).value?.downloads
  const view = useLibrary()
  const update = useAction((change: Partial<Wishes>) =>
    downloads === undefined
      ? Promise.resolve()
      : client.settings.update({ downloads: { ...downloads, ...change } }),
  )
  const limit = useAction((bytesPerSecond: number | null) => client.library.setLimit({ bytesPerSecond }))
  if (downloads === undefined || view === null) return <Skeleton className="h-64" />
  const problem = update.problem ?? limit.problem
  const chosenLimit = view.limitBytesPerSecond
  const limits = [...new Set([...LIMITS, ...(chosenLimit === null ? [] : [chosenLimit])])]
  return (
    <div className="flex flex-col gap-6">
      {problem !== null && <ProblemNotice problem={problem} />}
      <section className="flex flex-col gap-3">
        <div>
          <h2 className="text-16">{t("downloads.sourceTitle")}</h2>
          <p className="max-w-[68ch] text-13 text-muted">{t("downloads.sourceHint")}</p>
        </div>
        <Segmented
          label={t("downloads.sourceTitle")}
          value={downloads.source}
          choices={(["auto", ...HUB_SOURCES] as const).map((value) => ({
            value,
            label: t(`source.${value}`),
          }))}
          onChange={(source) => void update.run({ source })}
          className="self-start"
        />
        <MirrorField
          key={downloads.huggingfaceMirror}
          url={downloads.huggingfaceMirror}
          onUse={(huggingfaceMirror) => void update.run({ huggingfaceMirror })}
        />
        <Field label={t("downloads.limit")} hint={t("downloads.limitHint")}>
          {(ids) => (
            <Choice
              {...ids}
              value={String(chosenLimit ?? 0)}
              choices={[
                { value: "0", label: t("downloads.unlimited") },
                ...limits
                  .toSorted((one, other) => one - other)
                  .map((bytes) => ({ value: String(bytes), label: format.rate(bytes) })),
              ]}
              onChange={(value) => void limit.run(value === "0" ? null : Number(value))}
              className="max-w-72"
            />
          )}
        </Field>
      </section>
      <section className="flex flex-col gap-3">
        <div>
          <h2 className="text-16">{t("downloads.tokens")}</h2>
          <p className="max-w-[68ch] text-13 text-muted">{t("downloads.tokensHint")}</p>
        </div>
        {HUB_SOURCES.map((source) => (
          <TokenField key={source} source={source} state={view.tokens[source]} />
        ))}
      </section>
    </div>
  )
}
