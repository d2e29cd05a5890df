import { useTranslation } from "react-i18next"
import type { ToolInfo } from "#common/domain/chat"
import { useToolWords } from "../../i18n/tool-words"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { ProblemNotice } from "../../ui/problem-notice"
import { Segmented } from "../../ui/segmented"
import { Skeleton } from "../../ui/skeleton"
import { Row } from "./row"
import { useSettings } from "./use-settings"

/** What the model may use without asking, with asking, or not at all. */
export function ToolSettings() {
  const { t } = useTranslation("settings")
  const glimmer = useGlimmer()
  const words = useToolWords()
  const { value: tools, problem } = useAsked(glimmer.tools)
  const { settings, update } = useSettings()
  if (problem !== null) return <ProblemNotice problem={problem} />
  if (tools === null || settings === null) return <Skeleton className="h-40" />
  const change = async (tool: ToolInfo, policy: ToolInfo["policy"]) => {
    await update.run({ toolPolicies: { ...settings.toolPolicies, [tool.name]: policy } })
    await glimmer.tools.askAgain()
  }
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-[68ch] text-13 text-muted">{t("tools.hint")}</p>
      {update.problem !== null && <ProblemNotice problem={update.problem} />}
      {tools.length === 0 && <p className="text-13 text-muted">{t("tools.none")}</p>}
      {tools.map((tool) => (
        <Row
          key={tool.name}
          name={
            <>
              {words.name(tool.name)}{" "}
              <span className="text-12 font-normal text-muted">
                · <code>{tool.name}</code>
              </span>
            </>
          }
          hint={t(`tools.touches.${tool.touches}`)}
        >
          <Segmented
            label={t("tools.policyLabel", { tool: words.name(tool.name) })}
            value={tool.policy}
            choices={(["ask", "always", "never"] as const).map((policy) => ({
              value: policy,
              label: t(`tools.policy.${policy}`),
            }))}
            onChange={(policy) => void change(tool, policy)}
          />
        </Row>
      ))}
    </div>
  )
}
