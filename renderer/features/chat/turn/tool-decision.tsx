import { useTranslation } from "react-i18next"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { ProblemNotice } from "../../../ui/problem-notice"

export interface ToolDecisionBarProps {
  readonly threadId: string
  readonly callId: string
  /** The arguments as changed by the person; null leaves the model's. */
  readonly argumentsText: string | null
  readonly question: string
}

/** The person decides: once, always, or not. */
export function ToolDecisionBar({ threadId, callId, argumentsText, question }: ToolDecisionBarProps) {
  const { t } = useTranslation("chat")
  const { client, tools } = useGlimmer()
  const decide = useAction(async (allow: boolean, remember: boolean) => {
    await client.chat.decide({
      threadId,
      callId,
      allow,
      remember,
      argumentsText: allow ? argumentsText : null,
    })
    if (remember) void tools.askAgain()
  })
  return (
    <div className="flex flex-col gap-2 border-t border-line px-4 py-3">
      <p className="text-13">{question}</p>
      {decide.problem !== null && <ProblemNotice problem={decide.problem} />}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          variant="primary"
          busy={decide.busy}
          onClick={() => void decide.run(true, false)}
        >
          {t("tool.allow")}
        </Button>
        <Button size="small" disabled={decide.busy} onClick={() => void decide.run(true, true)}>
          {t("tool.always")}
        </Button>
        <Button
          size="small"
          variant="quiet"
          disabled={decide.busy}
          onClick={() => void decide.run(false, false)}
        >
          {t("tool.refuse")}
        </Button>
      </div>
    </div>
  )
}
