import { useTranslation } from "react-i18next"
import type { EngineView } from "#common/domain/engine"
import { useFormat } from "../../i18n/use-format"
import { useGlimmer, useLivePart } from "../../state/use-glimmer"
import { Section } from "../../ui/card"
import { type Fact, Facts } from "../../ui/facts"

/** What runs, with which settings, and what vLLM itself measured. */
export function RunFacts({ engine }: { readonly engine: EngineView }) {
  const { t } = useTranslation("engine")
  return (
    <Section title={t("facts.title")}>
      <Facts facts={useRunFacts(engine)} />
    </Section>
  )
}

function useRunFacts({
  state,
  request,
  engineId,
  port,
  pid,
  measurements,
  serving,
}: EngineView): readonly Fact[] {
  const { t } = useTranslation("engine")
  const format = useFormat()
  const engine = useLivePart(useGlimmer().setup, (view) => view?.engines.find(({ id }) => id === engineId))
  if (request === null) return []
  const { settings } = request
  // A trial on the processor has no card to split over or to take a share of.
  const onProcessor = engine?.target === "cpu"
  const gib = (value: number) => format.bytes(value * 1024 ** 3)
  const cards = settings.tensorParallelSize * settings.pipelineParallelSize
  const context = measurements.maxModelLen ?? settings.maxModelLen
  const facts: (Fact | null)[] = [
    state !== "ready"
      ? null
      : {
          term: t("facts.speed"),
          value:
            serving === null || serving.running === 0
              ? t("facts.speedNothing")
              : t("facts.speedNow", {
                  speed: format.number(serving.tokensPerSecond, serving.tokensPerSecond < 10 ? 1 : 0),
                  count: serving.running,
                }),
        },
    { term: t("facts.model"), value: `${request.modelName} · ${request.modelPath}` },
    engineId === null
      ? null
      : {
          term: t("facts.engine"),
          value:
            engine === undefined
              ? engineId
              : `${t("facts.engineValue", { version: engine.version })} · ${engineId}`,
        },
    context === null
      ? null
      : { term: t("facts.context"), value: t("facts.contextValue", { tokens: format.number(context) }) },
    cards < 2 || onProcessor
      ? null
      : { term: t("facts.split"), value: t("facts.splitValue", { count: cards }) },
    onProcessor
      ? null
      : { term: t("facts.utilization"), value: format.percent(settings.gpuMemoryUtilization) },
    {
      term: t("facts.tools"),
      value:
        settings.toolCallParser === null
          ? t("facts.toolsNone")
          : t("facts.toolsValue", { parser: settings.toolCallParser }),
    },
    measurements.weightsGiB === null
      ? null
      : { term: t("facts.weights"), value: t("facts.measured", { size: gib(measurements.weightsGiB) }) },
    measurements.kvCacheGiB === null
      ? null
      : {
          term: t("facts.cache"),
          value: t("facts.cacheValue", {
            size: gib(measurements.kvCacheGiB),
            tokens: format.number(measurements.kvCacheTokens ?? 0),
          }),
        },
    measurements.maxConcurrency === null
      ? null
      : { term: t("facts.chats"), value: format.number(Math.floor(measurements.maxConcurrency)) },
    port === null ? null : { term: t("facts.address"), value: `127.0.0.1:${port}` },
    pid === null ? null : { term: t("facts.process"), value: String(pid) },
  ]
  return facts.filter((fact) => fact !== null)
}
