import { useTranslation } from "react-i18next"
import type { LibraryModel } from "#common/domain/library"
import { useFormat } from "../../../i18n/use-format"
import { Progress } from "../../../ui/progress"

/** How far a download is: the bar and its figures; the same wherever a download is shown. */
export function TransferFigures({ model }: { readonly model: LibraryModel }) {
  const { t } = useTranslation("library")
  const format = useFormat()
  const { state, doneBytes, totalBytes, rate, remainingSeconds, host } = model
  const fraction = totalBytes === null || totalBytes === 0 ? null : doneBytes / totalBytes
  const still = state === "queued" || state === "paused" || state === "failed"
  const figures = [
    totalBytes === null
      ? doneBytes === 0
        ? null
        : format.bytes(doneBytes)
      : t("bytes", { done: format.bytes(doneBytes), total: format.bytes(totalBytes) }),
    rate === null || still ? null : format.rate(rate),
    remainingSeconds === null || still ? null : t("left", { time: format.range(remainingSeconds) }),
    host === null ? null : t("from", { host }),
  ].filter((figure) => figure !== null)
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Progress
        // What stands still has a length, if only none: movement would be a lie.
        fraction={fraction ?? (still ? 0 : null)}
        label={t("progress", { name: model.name, state: t(`state.${state}`) })}
      />
      <p className="tabular flex flex-wrap gap-x-4 text-12 text-muted">
        {figures.map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
      </p>
    </div>
  )
}
