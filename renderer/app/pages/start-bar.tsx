import { useTranslation } from "react-i18next"
import { type LaunchSettings, sameLaunch } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { FetchLine } from "../../features/models/library/fetch-line"
import { type Fetch, useFetch } from "../../features/models/library/use-fetch"
import { useModelName } from "../../features/models/model-words"
import { useFormat } from "../../i18n/use-format"
import { useAction } from "../../state/use-action"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { ProblemNotice } from "../../ui/problem-notice"
import { classes } from "../../ui/classes"
import { go } from "../route"
import { COLUMN } from "./page-body"

export interface StartBarProps {
  readonly model: ModelChoice | null
  readonly planned: LaunchSettings | null
  /** Leads to the memory page; null when that is this one. */
  readonly onMemory: (() => void) | null
}

/** The one thing to do next with the chosen model: fetch it, wait for it, or start the engine with it. */
export function StartBar({ model, planned, onMemory }: StartBarProps) {
  const { t } = useTranslation("app")
  const fetch = useFetch(model)
  if (model === null || fetch === null) return null
  return (
    <div className="shrink-0 border-t border-line bg-surface">
      <div className={classes(COLUMN, "flex flex-wrap items-center justify-end gap-x-4 gap-y-3 py-3.5")}>
        <FetchLine model={model} fetch={fetch} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          {onMemory !== null && <Button onClick={onMemory}>{t("startBar.memory")}</Button>}
          {fetch.state === "here" ? (
            <StartButton model={model} planned={planned} />
          ) : (
            <FetchButton fetch={fetch} />
          )}
        </div>
      </div>
    </div>
  )
}

function FetchButton({ fetch: { state, bytes, start } }: { readonly fetch: Fetch }) {
  const { t } = useTranslation("library")
  const format = useFormat()
  if (state === "under-way") {
    return <Button onClick={() => go({ page: "models", section: "library" })}>{t("fetch.toLibrary")}</Button>
  }
  const word =
    state === "stopped"
      ? t("resume")
      : bytes === null
        ? t("fetch.start")
        : t("fetch.startOf", { size: format.bytes(bytes) })
  return (
    <Button variant="primary" busy={start.busy} onClick={() => void start.run()}>
      {word}
    </Button>
  )
}

type StartButtonProps = Pick<StartBarProps, "planned"> & { readonly model: ModelChoice }

/** Starts the engine with what is chosen, or starts it anew with it. */
function StartButton({ model, planned }: StartButtonProps) {
  const { t } = useTranslation("app")
  const { client, engine, setup } = useGlimmer()
  const nameOf = useModelName()
  const running = useLivePart(
    engine,
    (view) => view !== null && ["starting", "loading", "ready"].includes(view.state),
  )
  const request = useLivePart(engine, (view) => view?.request ?? null)
  const same =
    running && planned !== null && request?.modelPath === model.path && sameLaunch(request.settings, planned)
  const hasEngine = useLivePart(setup, (view) => view?.current != null)
  const start = useAction(async () => {
    if (planned === null) return
    await client.settings.updateJourney({ modelId: model.id, launch: planned })
    if (!hasEngine) return go({ page: "guide", step: "setup" })
    if (running) await client.engine.stop()
    go({ page: "engine", section: "now" })
    await client.engine.start({ modelId: model.id, settings: planned })
  })
  if (same) {
    return (
      <>
        <p className="order-first mr-2 text-13 text-muted">{t("startBar.running")}</p>
        <Button variant="primary" onClick={() => go({ page: "chat", threadId: null })}>
          {t("startBar.chat")}
        </Button>
      </>
    )
  }
  return (
    <>
      {start.problem !== null && <ProblemNotice problem={start.problem} className="basis-full" />}
      <Button
        variant="primary"
        disabled={planned === null}
        busy={start.busy}
        onClick={() => void start.run()}
      >
        {!hasEngine
          ? t("startBar.setup")
          : running
            ? t("startBar.restart")
            : t("startBar.start", { model: nameOf(model) })}
      </Button>
    </>
  )
}
