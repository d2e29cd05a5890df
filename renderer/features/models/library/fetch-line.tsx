import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useFormat } from "../../../i18n/use-format"
import { catalogPage } from "../../../state/catalog-page"
import { DownloadDialog } from "./download-dialog"
import { FetchProblem } from "./fetch-problem"
import { TransferFigures } from "./transfer-figures"
import type { Fetch } from "./use-fetch"

export interface FetchLineProps {
  readonly model: ModelChoice
  readonly fetch: Fetch
}

/** Beside the button that fetches: how much, whether there is room, on which terms; then how far it is. */
export function FetchLine({ model, fetch }: FetchLineProps) {
  const { t } = useTranslation("library")
  const format = useFormat()
  const [settings, setSettings] = useState(false)
  const { state, entry, bytes, freeBytes, start } = fetch
  const problem = start.problem ?? (state === "stopped" ? (entry?.problem ?? null) : null)
  if (state === "here") return null
  const missingBytes = bytes === null || freeBytes === null ? 0 : Math.max(0, bytes - freeBytes)
  return (
    <div className="min-w-0 flex-1 basis-80">
      {problem !== null && (
        <div className="mb-2">
          <FetchProblem problem={problem} onSettings={() => setSettings(true)} />
          <DownloadDialog open={settings} onOpenChange={setSettings} />
        </div>
      )}
      {state === "absent" ? (
        <>
          {bytes === null ? (
            <p className="text-13 font-medium">{model.name}</p>
          ) : (
            <p className="tabular text-13 font-medium">
              {missingBytes > 0
                ? t("fetch.room", { size: format.bytes(missingBytes) })
                : freeBytes === null
                  ? t("fetch.sizeOnly", { size: format.bytes(bytes) })
                  : t("fetch.size", { size: format.bytes(bytes), free: format.bytes(freeBytes) })}
            </p>
          )}
          <Terms model={model} page={fetch.page} />
        </>
      ) : (
        entry !== null && (
          <>
            <p className="mb-1 truncate text-13 font-medium">{model.name}</p>
            <TransferFigures model={entry} />
          </>
        )
      )}
    </div>
  )
}

/** What its owner asks for, said before anything is fetched; nothing for a licence that is free. */
function Terms({ model, page: address }: { readonly model: ModelChoice; readonly page: string | null }) {
  const { t } = useTranslation("library")
  const page = catalogPage(model)
  if (page === null) return null
  const terms = page.gated === true ? "gated" : page.license.class
  if (terms === "permissive") return null
  return (
    <p className="text-12 text-muted">
      {t(`fetch.${terms}`)}{" "}
      {address !== null && (
        <a
          href={address}
          target="_blank"
          rel="noreferrer"
          className="whitespace-nowrap text-accent underline"
        >
          {t("fetch.page")}
        </a>
      )}
    </p>
  )
}
