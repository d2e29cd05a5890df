import { useTranslation } from "react-i18next"
import { launchArguments, type LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { CommandLine } from "../../ui/command-line"
import { Disclosure } from "../../ui/disclosure"

export interface LaunchCommandProps {
  readonly model: ModelChoice
  readonly launch: LaunchSettings
}

/** The exact command these settings stand for. Port and file of the parser are chosen at the start. */
export function LaunchCommand({ model, launch }: LaunchCommandProps) {
  const { t } = useTranslation("planner")
  const words = [
    "vllm",
    ...launchArguments(launch, {
      modelPath: model.path ?? model.id,
      servedModelName: model.name,
      port: 8000,
      toolParserPlugin: "glm4_0414_tool_parser.py",
      chatTemplate: null,
    }),
  ]
  return (
    <Disclosure label={t("command")}>
      <CommandLine words={words} label={t("command")} />
    </Disclosure>
  )
}
