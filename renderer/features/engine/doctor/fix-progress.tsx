import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useFixLabel } from "../../../i18n/problem-words"
import { useGlimmer, useLive } from "../../../state/use-glimmer"
import { Notice } from "../../../ui/notice"

/** An outcome older than this when the page is opened is no news, ms. */
const NEWS_MS = 10 * 60_000

/** The fix that is being carried out, or how the last one ended. */
export function FixProgress() {
  const { t } = useTranslation("doctor")
  const label = useFixLabel()
  const { fixes, engine } = useGlimmer()
  const view = useLive(fixes).value
  const sinceMs = useLive(engine).value?.sinceMs ?? 0
  const [openedMs] = useState(() => Date.now())
  if (view === null) return null
  const { running, last } = view
  if (running !== null) {
    return <Notice live level="note" title={t(`running.${running.phase}`, { fix: label(running.fix) })} />
  }
  // What the engine did afterwards was of another start.
  if (last === null || last.atMs < openedMs - NEWS_MS || last.atMs < sinceMs) return null
  return (
    <Notice
      live
      level={last.result === "worked" ? "good" : "note"}
      title={t(`outcome.${last.result}`, { fix: label(last.fix) })}
    />
  )
}
