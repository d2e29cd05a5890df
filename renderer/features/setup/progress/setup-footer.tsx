import { useState } from "react"
import { useTranslation } from "react-i18next"
import { type MachineReport, targetFor } from "#common/domain/hardware"
import type { ModelChoice } from "#common/domain/model"
import type { Journey } from "#common/domain/settings"
import { useAction } from "../../../state/use-action"
import { useGlimmer, useLive } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { ProblemNotice } from "../../../ui/problem-notice"
import { FetchLine } from "../../models/library/fetch-line"
import { useFetch } from "../../models/library/use-fetch"
import { useModelName } from "../../models/model-words"
import { CancelDialog } from "./cancel-dialog"

export interface SetupFooterProps {
  readonly journey: Journey
  readonly model: ModelChoice | null
  readonly report: MachineReport | null
  readonly onChat: () => void
}

/** What can be done about the setup now: begin, pause, go on, give up; and at its end, chat. */
export function SetupFooter({ journey, model, report, onChat }: SetupFooterProps) {
  const { t } = useTranslation("setup")
  const { client, setup } = useGlimmer()
  const nameOf = useModelName()
  const view = useLive(setup).value
  const fetch = useFetch(model)
  const [asking, setAsking] = useState(false)
  const begin = useAction(() =>
    client.setup.start({
      target: report === null ? "cuda" : targetFor(report),
      version: null,
      rebuild: false,
    }),
  )
  const pause = useAction(() => client.setup.pause())
  const resume = useAction(() => client.setup.resume())
  const chat = useAction(async () => {
    await client.settings.updateJourney({ page: "chat", completed: true })
    onChat()
    // The chat shows the start; it need not be waited for here.
    if (model !== null && journey.launch !== null) {
      await client.engine.start({ modelId: model.id, settings: journey.launch })
    }
  })
  if (view === null) return null
  const { phase } = view.snapshot
  const startChat = (
    <>
      {model !== null && fetch !== null && <FetchLine model={model} fetch={fetch} />}
      <Button
        variant="primary"
        disabled={model !== null && fetch?.state !== "here"}
        busy={chat.busy}
        onClick={() => void chat.run()}
      >
        {model === null ? t("progress.toChat") : t("progress.startModel", { model: nameOf(model) })}
      </Button>
    </>
  )
  const cancel = (
    <Button variant="quiet" onClick={() => setAsking(true)}>
      {t("progress.cancel")}
    </Button>
  )
  const problem = begin.problem ?? pause.problem ?? resume.problem ?? chat.problem
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} className="basis-full" />}
      {phase === "idle" && view.current === null && (
        <Button
          variant="primary"
          disabled={report === null}
          busy={begin.busy}
          onClick={() => void begin.run()}
        >
          {t("progress.begin")}
        </Button>
      )}
      {phase === "idle" && view.current !== null && startChat}
      {phase === "running" && (
        <>
          {cancel}
          <Button busy={pause.busy} onClick={() => void pause.run()}>
            {t("progress.pause")}
          </Button>
        </>
      )}
      {phase === "stopping" && <Button busy>{t("progress.titleStopping")}</Button>}
      {phase === "paused" && (
        <>
          {cancel}
          <Button variant="primary" busy={resume.busy} onClick={() => void resume.run()}>
            {t("progress.resume")}
          </Button>
        </>
      )}
      {phase === "failed" && (
        <Button variant="quiet" className="-mr-3.5" onClick={() => setAsking(true)}>
          {t("progress.startOver")}
        </Button>
      )}
      {phase === "done" && startChat}
      <CancelDialog open={asking} onOpenChange={setAsking} snapshot={view.snapshot} />
    </>
  )
}
