import { useTranslation } from "react-i18next"
import type { SetupSnapshot, SetupStepId, StepFacts } from "#common/domain/setup"
import { makeProblem, PROBLEM_CODES, type Problem } from "#common/domain/problem"
import { stepOf } from "#common/domain/setup-machine"
import { useProblemWords } from "../../../i18n/problem-words"
import { useSentences } from "../../../i18n/use-sentences"
import { useFormat } from "../../../i18n/use-format"
import { Section } from "../../../ui/card"
import { type Fact, Facts } from "../../../ui/facts"

/** What was decided on the way, as far as it has been: version, sources, tools. */
export function Decisions({ snapshot }: { readonly snapshot: SetupSnapshot }) {
  const { t } = useTranslation("setup")
  const facts = useDecisions(snapshot)
  if (facts.length === 0) return null
  return (
    <Section title={t("progress.decided")}>
      <Facts facts={facts} />
    </Section>
  )
}

const KERNELS = ["release", "cuda-12.9", "official-cpu", "community-cpu"] as const

function useDecisions(snapshot: SetupSnapshot): readonly Fact[] {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const words = useProblemWords()
  const sentences = useSentences()
  const factsOf = (id: SetupStepId): StepFacts => stepOf(snapshot, id).facts ?? {}
  const lock = factsOf("lock")
  const tools = factsOf("tools")
  const version = textOf(lock, "version")
  const newest = textOf(lock, "newest")
  const kernels = KERNELS.find((id) => id === lock["source"])
  const passedOver = passedOverProblem(lock)
  const files = lock["files"]
  const bytes = lock["knownBytes"]
  const facts: (Fact | null)[] = [
    version === null
      ? null
      : {
          term: t("progress.version"),
          value:
            newest === null || newest === version
              ? t("progress.versionNewest", { version })
              : sentences(
                  t("progress.versionOlder", { version, newest }),
                  passedOver === null ? null : words(passedOver).sentence,
                ),
        },
    kernels === undefined ? null : { term: t("progress.kernels"), value: t(`progress.kernel.${kernels}`) },
    typeof files === "number" && typeof bytes === "number"
      ? {
          term: t("progress.filesTerm"),
          value: t("progress.toFetch", { count: files, size: format.bytes(bytes) }),
        }
      : null,
    plain(t("progress.source"), textOf(tools, "indexUrl")),
    plain(t("progress.python"), joined(textOf(tools, "pythonVersion"), textOf(tools, "python"))),
    plain(t("progress.uv"), textOf(tools, "uvVersion")),
    plain(t("progress.torch"), textOf(lock, "torch")),
  ]
  return facts.filter((fact) => fact !== null)
}

/** Why the newest was passed over, from what the step left behind. */
function passedOverProblem(lock: StepFacts): Problem | null {
  const code = PROBLEM_CODES.find((one) => one === lock["passedOverWhy"])
  if (code === undefined) return null
  return makeProblem(code, {
    version: textOf(lock, "passedOver") ?? "",
    package: textOf(lock, "missingPackage") ?? "",
    wanted: textOf(lock, "missingWanted") ?? "",
    available: textOf(lock, "missingAvailable") ?? "",
  })
}

function plain(term: string, value: string | null): Fact | null {
  return value === null ? null : { term, value }
}

function joined(...parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : known.join(" · ")
}

function textOf(facts: StepFacts, name: string): string | null {
  const value = facts[name]
  return typeof value === "string" && value !== "" ? value : null
}
