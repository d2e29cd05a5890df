import Boxes from "lucide-react/icons/boxes"
import Cpu from "lucide-react/icons/cpu"
import { useTranslation } from "react-i18next"
import type { FixPage } from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import { useFormat } from "../../i18n/use-format"
import { useAction } from "../../state/use-action"
import { useGlimmer, useLive } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { CommandLine } from "../../ui/command-line"
import { Disclosure } from "../../ui/disclosure"
import { EmptyState } from "../../ui/empty-state"
import { Notice } from "../../ui/notice"
import { PanelHead } from "../../ui/panel-head"
import { ProblemNotice } from "../../ui/problem-notice"
import { SkeletonPage } from "../../ui/skeleton"
import { useNow } from "../../ui/use-now"
import { CrashPage } from "./crash-page"
import { FixProgress } from "./doctor/fix-progress"
import { EngineLog } from "./engine-log"
import { MemoryNow } from "./memory-now"
import { RunFacts } from "./run-facts"
import { StartChecks } from "./start-checks"
import { Timeline } from "./timeline"

export interface EnginePlaces {
  readonly onGuide: () => void
  readonly onModels: () => void
  readonly onChecks: () => void
  /** A fix that is a choice of the person's: leads to where it is made. */
  readonly onPage: (page: FixPage) => void
}

/** The engine at this moment: what it does, how it came to it, what it takes, what it says. */
export function EngineNow(places: EnginePlaces) {
  const { t } = useTranslation("engine")
  const glimmer = useGlimmer()
  const { value: engine, problem } = useLive(glimmer.engine)
  const setup = useLive(glimmer.setup).value
  const journey = useLive(glimmer.journey).value
  if (problem !== null && engine === null) return <ProblemNotice problem={problem} />
  if (engine === null || setup === null || journey === null) return <SkeletonPage label={t("title.idle")} />
  if (setup.current === null && engine.state === "idle") {
    return (
      <EmptyState
        page
        icon={<Cpu aria-hidden />}
        title={t("none")}
        actions={
          <Button variant="primary" onClick={places.onGuide}>
            {t("guide")}
          </Button>
        }
      >
        {t("noneText")}
      </EmptyState>
    )
  }
  if (journey.modelId === null && engine.request === null) {
    return (
      <EmptyState
        page
        icon={<Boxes aria-hidden />}
        title={t("noModel")}
        actions={
          <Button variant="primary" onClick={places.onModels}>
            {t("chooseModel")}
          </Button>
        }
      >
        {t("noModelText")}
      </EmptyState>
    )
  }
  const shown = engine.state !== "idle"
  const going = engine.state === "starting" || engine.state === "loading"
  return (
    <div className="flex flex-col gap-8">
      <Head engine={engine} />
      {engine.state === "crashed" && engine.problem !== null && (
        <CrashPage
          engine={engine}
          problem={engine.problem}
          onChecks={places.onChecks}
          onPage={places.onPage}
        />
      )}
      <FixProgress />
      <StartChecks engine={engine} onChecks={places.onChecks} />
      {engine.adopted && <Notice level="note" title={t("adopted")} />}
      {engine.templateReplaced && <Notice level="note" title={t("templateReplaced")} />}
      {going && <Timeline engine={engine} />}
      <MemoryNow engine={engine} />
      {shown && engine.request !== null && <RunFacts engine={engine} />}
      <div className="flex flex-col gap-3">
        {shown && !going && <Timeline engine={engine} />}
        {shown && engine.commandLine.length > 0 && (
          <Disclosure label={t("command")}>
            <CommandLine words={engine.commandLine} label={t("command")} />
          </Disclosure>
        )}
        {shown && (
          <EngineLog
            openAtOnce={engine.state === "crashed" && engine.problem?.code === "engine-cause-unknown"}
          />
        )}
      </div>
    </div>
  )
}

function Head({ engine }: { readonly engine: EngineView }) {
  const { t } = useTranslation("engine")
  const format = useFormat()
  const { client, journey } = useGlimmer()
  const now = useNow(engine.state === "ready" ? "second" : "never")
  const chosen = useLive(journey).value
  const start = useAction(async () => {
    const request = chosen
    if (request?.modelId == null || request.launch === null) return
    await client.engine.start({ modelId: request.modelId, settings: request.launch })
  })
  const stop = useAction(() => client.engine.stop())
  const running = engine.state === "starting" || engine.state === "loading" || engine.state === "ready"
  const mayStart = chosen?.modelId != null && chosen.launch !== null
  const problem = start.problem ?? stop.problem
  return (
    <>
      <PanelHead
        title={t(`title.${engine.state}`)}
        lead={t(`lead.${engine.state}`, {
          model: engine.request?.modelName ?? "",
          time: format.duration(Math.max(0, now - engine.sinceMs)),
        })}
        action={
          running ? (
            <Button busy={stop.busy} onClick={() => void stop.run()}>
              {t("stop")}
            </Button>
          ) : engine.state === "stopping" ? (
            <Button busy>{t("stop")}</Button>
          ) : engine.state === "crashed" ? undefined : (
            <Button variant="primary" disabled={!mayStart} busy={start.busy} onClick={() => void start.run()}>
              {t("start")}
            </Button>
          )
        }
      />
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  )
}
