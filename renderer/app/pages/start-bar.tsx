import { useTranslation } from "react-i18next"
import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { useAction } from "../../state/use-action"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { ProblemNotice } from "../../ui/problem-notice"
import { go } from "../route"

export interface StartBarProps {
  readonly model: ModelChoice | null
  readonly planned: LaunchSettings | null
  /** Leads to the memory page; null when that is this one. */
  readonly onMemory: (() => void) | null
}

/** Starts the engine with what is chosen, or starts it anew with it. */
export function StartBar({ model, planned, onMemory }: StartBarProps) {
  const { t } = useTranslation("app")
  const { client, engine, setup } = useGlimmer()
  const running = useLivePart(
    engine,
    (view) => view !== null && ["starting", "loading", "ready"].includes(view.state),
  )
  const hasEngine = useLivePart(setup, (view) => view?.current != null)
  const start = useAction(async () => {
    if (model === null || planned === null) return
    await client.settings.updateJourney({ modelId: model.id, launch: planned })
    if (!hasEngine) return go({ page: "guide", step: "setup" })
    if (running) await client.engine.stop()
    go({ page: "engine", section: "now" })
    await client.engine.start({ modelId: model.id, settings: planned })
  })
  if (model === null) return null
  return (
    <div className="shrink-0 border-t border-line bg-surface">
      <div className="mx-auto flex w-full max-w-[54rem] flex-col gap-3 px-6 py-3.5 min-[860px]:px-10">
        {start.problem !== null && <ProblemNotice problem={start.problem} />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          {onMemory !== null && (
            <Button disabled={model.path === null} onClick={onMemory}>
              {t("startBar.memory")}
            </Button>
          )}
          <Button
            variant="primary"
            disabled={planned === null}
            busy={start.busy}
            onClick={() => void start.run()}
          >
            {running ? t("startBar.restart") : t("startBar.start", { model: model.name })}
          </Button>
        </div>
      </div>
    </div>
  )
}
