import Plug from "lucide-react/icons/plug"
import { useTranslation } from "react-i18next"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { EmptyState } from "../../ui/empty-state"
import { PanelHead } from "../../ui/panel-head"
import { SkeletonPage } from "../../ui/skeleton"
import { ConnectionCard } from "./connection-card"
import { EngineNotReady } from "./engine-not-ready"
import { OtherComputer } from "./other-computer"
import { ProgramGuide } from "./program-guide"
import type { ProgramId } from "./programs"
import { TryIt } from "./try-it"
import { useConnection, useKey } from "./use-connection"

export interface ConnectPageProps {
  readonly program: ProgramId
  readonly onProgram: (program: ProgramId) => void
  readonly onGuide: () => void
  readonly onModels: () => void
  readonly onEngine: () => void
}

/** How other programs use the model: address and key, the words for each program, and the proof that it answers. */
export function ConnectPage({ program, onProgram, onGuide, onModels, onEngine }: ConnectPageProps) {
  const { t } = useTranslation("connect")
  const glimmer = useGlimmer()
  const connection = useConnection()
  const key = useKey()
  const hasEngine = useLivePart(glimmer.setup, (view) => (view === null ? null : view.current !== null))
  if (connection === null || hasEngine === null) return <SkeletonPage label={t("title")} />
  const { state, modelName } = connection
  const missing = !hasEngine && state === "idle" ? "engine" : modelName === null ? "model" : null
  if (missing !== null || modelName === null) {
    return (
      <EmptyState
        page
        icon={<Plug aria-hidden />}
        title={t("title")}
        actions={
          <Button variant="primary" onClick={missing === "engine" ? onGuide : onModels}>
            {t(missing === "engine" ? "empty.guide" : "empty.models")}
          </Button>
        }
      >
        {t(missing === "engine" ? "empty.noEngine" : "empty.noModel")}
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-8">
      <PanelHead title={t("title")} lead={t("lead")} />
      <EngineNotReady state={state} onEngine={onEngine} onModels={onModels} />
      <ConnectionCard connection={connection} modelName={modelName} hiddenKey={key} />
      <ProgramGuide
        program={program}
        onProgram={onProgram}
        baseUrl={connection.baseUrl}
        modelName={modelName}
        hiddenKey={key}
      />
      <TryIt ready={state === "ready"} />
      <OtherComputer baseUrl={connection.baseUrl} />
    </div>
  )
}
