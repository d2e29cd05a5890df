import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { useFormat } from "../../i18n/use-format"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { CopyButton } from "../../ui/copy-button"
import { Facts } from "../../ui/facts"
import { Skeleton } from "../../ui/skeleton"

export interface StorageSettingsProps {
  readonly onEngines: () => void
  readonly onLibrary: () => void
}

/** Every place Glimmer writes to. */
export function StorageSettings({ onEngines, onLibrary }: StorageSettingsProps) {
  const { t } = useTranslation("settings")
  const format = useFormat()
  const glimmer = useGlimmer()
  const info = useAsked(glimmer.info).value
  const report = useAsked(glimmer.machine).value
  const sizes = useAsked(glimmer.folderSizes).value
  // Looked at anew each time this page is opened: downloads and engines come and go.
  useEffect(() => void glimmer.folderSizes.askAgain(), [glimmer])
  if (info === null) return <Skeleton className="h-40" />
  const home = info.homePath
  const path = (name: string, bytes: number | undefined) => (
    <span className="flex flex-wrap items-baseline justify-between gap-x-6">
      <code>{`${home}/${name}`}</code>
      {bytes !== undefined && <span className="tabular text-muted">{format.bytes(bytes)}</span>}
    </span>
  )
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-[68ch] text-13 text-muted">{t("storage.hint")}</p>
      <Facts
        facts={[
          {
            term: t("storage.home"),
            value: (
              <span className="-my-1 flex flex-wrap items-center gap-1">
                <code>{home}</code>
                <CopyButton text={() => home} />
              </span>
            ),
          },
          { term: t("storage.engines"), value: path("engines", sizes?.engines) },
          { term: t("storage.models"), value: path("models", sizes?.models) },
          { term: t("storage.downloads"), value: path("downloads", sizes?.downloads) },
          { term: t("storage.caches"), value: path("caches", sizes?.caches) },
          { term: t("storage.logs"), value: path("logs", sizes?.logs) },
          { term: t("storage.threads"), value: path("threads.db", sizes?.threads) },
        ]}
      />
      {report !== null && (
        <p className="text-13">{t("storage.disk", { free: format.bytes(report.disk.freeBytes) })}</p>
      )}
      <p className="max-w-[68ch] text-13 text-muted">{t("storage.remove")}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onLibrary}>{t("storage.modelsManage")}</Button>
        <Button onClick={onEngines}>{t("storage.enginesManage")}</Button>
      </div>
    </div>
  )
}
