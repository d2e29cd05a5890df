import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import type { HubModel } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Facts } from "../../../ui/facts"
import { Notice } from "../../../ui/notice"
import { useVerdictSentence, type Verdict, VerdictBadge } from "../../../ui/verdict"
import { FetchProblem } from "./fetch-problem"
import { useLibrary } from "./use-library"

export interface HubFoundProps {
  readonly model: HubModel
  readonly verdictOf: ((model: ModelChoice) => Verdict) | null
  readonly onSettings: () => void
  readonly onDone: () => void
}

/** What a hub has under a name: its verdict here, its size, its terms; and the one button that fetches it. */
export function HubFound({ model, verdictOf, onSettings, onDone }: HubFoundProps) {
  const { t } = useTranslation("library")
  const format = useFormat()
  const { client } = useGlimmer()
  const disk = useLibrary()?.disk ?? null
  const choice = useMemo(() => choiceOf(model), [model])
  const verdict = verdictOf?.(choice) ?? null
  const pull = useAction(async () => {
    const pulled = await client.library.pull({
      id: model.id,
      source: "auto",
      revision: model.revision,
      folder: null,
    })
    await client.settings.updateJourney({ modelId: pulled.choiceId, launch: null })
    onDone()
  })
  const missingBytes = disk === null ? 0 : Math.max(0, model.totalBytes - disk.freeBytes)
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      <div>
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-16 [overflow-wrap:anywhere]">
          {model.id} {verdict !== null && <VerdictBadge verdict={verdict} />}
        </h3>
        {verdict !== null && <VerdictSentence verdict={verdict} />}
      </div>
      <Facts
        facts={[
          {
            term: t("hub.size"),
            value: t("hub.sizeValue", { size: format.bytes(model.totalBytes), count: model.files }),
          },
          { term: t("hub.licence"), value: licenceName(model.license) ?? t("hub.licenceNone") },
          {
            term: t("hub.tools"),
            value: t(model.toolCallParser === null ? "hub.toolsNo" : "hub.toolsYes"),
          },
          {
            term: t("hub.found"),
            value: model.sources
              .map(({ host, rate }) =>
                rate === null ? host : t("hub.sourceRate", { host, rate: format.rate(rate) }),
              )
              .join(" · "),
          },
          {
            term: t("hub.page"),
            value: (
              <a href={model.page} target="_blank" rel="noreferrer" className="text-accent underline">
                {model.page}
              </a>
            ),
          },
        ]}
      />
      {model.gated && (
        <Notice
          level="caution"
          title={t("hub.gated")}
          actions={
            <Button size="small" onClick={onSettings}>
              {t("hub.token")}
            </Button>
          }
        />
      )}
      {!model.hasTokenizer && <Notice level="caution" title={t("hub.noTokenizer")} />}
      {missingBytes > 0 && (
        <Notice level="caution" title={t("hub.tooLarge", { size: format.bytes(missingBytes) })} />
      )}
      {pull.problem !== null && <FetchProblem problem={pull.problem} onSettings={onSettings} />}
      <div className="flex justify-end">
        <Button variant="primary" busy={pull.busy} onClick={() => void pull.run()}>
          {t("hub.download", { size: format.bytes(model.totalBytes) })}
        </Button>
      </div>
    </div>
  )
}

function VerdictSentence({ verdict }: { readonly verdict: Verdict }) {
  return <p className="mt-1 text-13 text-muted">{useVerdictSentence()(verdict)}</p>
}

/** Hubs write the names of licences in small letters. */
function licenceName(license: string | null): string | null {
  return (
    license?.replace(/^mit\b|^bsd\b|^a?gpl\b/, (name) => name.toUpperCase()).replace(/^apache\b/, "Apache") ??
    null
  )
}

/** As if it were in the list of models, so that the planner can look at it. */
function choiceOf(model: HubModel): ModelChoice {
  return {
    id: model.id,
    name: model.id.slice(model.id.indexOf("/") + 1),
    kind: "catalog",
    path: null,
    config: model.config,
    weightBytes: model.weightBytes,
    toolCallParser: model.toolCallParser,
    reasoningParser: model.reasoningParser,
  }
}
