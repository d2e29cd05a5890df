import Check from "lucide-react/icons/check"
import FlaskConical from "lucide-react/icons/flask-conical"
import Minus from "lucide-react/icons/minus"
import Shuffle from "lucide-react/icons/shuffle"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import X from "lucide-react/icons/x"
import { useTranslation } from "react-i18next"
import type { PlanReason } from "#common/domain/plan/reasons"
import { useReasonWords } from "../i18n/reason-words"
import { useFormat } from "../i18n/use-format"
import { usePages } from "../i18n/use-pages"
import { useSentences } from "../i18n/use-sentences"
import { Badge } from "./badge"

/** How a model will do on this machine. */
export type Verdict =
  | {
      readonly kind: "runs-well" | "tight" | "less-context"
      readonly contextTokens: number
      readonly chats: number
    }
  /** By how much, where that is known; or why else. `insteadId`: the nearest thing that does. */
  | {
      readonly kind: "too-large" | "another-variant"
      readonly missingBytes: number | null
      readonly reason: PlanReason | null
      readonly insteadId: string | null
    }
  /** A processor is no place for it. */
  | { readonly kind: "needs-gpu" }
  /** To try things with. */
  | { readonly kind: "trial" }
  | { readonly kind: "unknown"; readonly reason: PlanReason | null }

const LOOKS = {
  "runs-well": { tone: "positive", icon: Check },
  tight: { tone: "caution", icon: TriangleAlert },
  "less-context": { tone: "caution", icon: Minus },
  "too-large": { tone: "neutral", icon: X },
  "another-variant": { tone: "neutral", icon: Shuffle },
  "needs-gpu": { tone: "neutral", icon: X },
  trial: { tone: "neutral", icon: FlaskConical },
  unknown: { tone: "neutral", icon: Minus },
} as const

/** The verdict in two words; the same on every page. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation("models")
  const { tone, icon: Icon } = LOOKS[verdict.kind]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden strokeWidth={2.5} />
      {isRefused(verdict) ? t("verdict.too-large.refused") : t(`verdict.${verdict.kind}.name`)}
    </Badge>
  )
}

/** Not for want of memory: the engine or the cards cannot run it. */
function isRefused(verdict: Verdict): boolean {
  return verdict.kind === "too-large" && verdict.missingBytes === null && verdict.reason !== null
}

/** The verdict as a sentence with its reason. */
export function useVerdictSentence(): (verdict: Verdict) => string {
  const { t } = useTranslation("models")
  const format = useFormat()
  const pages = usePages()
  const words = useReasonWords()
  const sentences = useSentences()
  return (verdict) => {
    switch (verdict.kind) {
      case "runs-well":
      case "tight":
      case "less-context":
        return t(`verdict.${verdict.kind}.sentence`, {
          pages: pages(verdict.contextTokens),
          tokens: format.tokens(verdict.contextTokens),
          count: Math.max(1, verdict.chats),
        })
      case "too-large":
      case "another-variant":
        if (verdict.missingBytes !== null) {
          return t("verdict.too-large.sentenceBy", { missing: format.gigabytes(verdict.missingBytes) })
        }
        return verdict.reason === null ? t("verdict.too-large.sentence") : words(verdict.reason)
      case "unknown":
        return sentences(
          t("verdict.unknown.sentence"),
          verdict.reason === null ? null : words(verdict.reason),
        )
      case "needs-gpu":
      case "trial":
        return t(`verdict.${verdict.kind}.sentence`)
    }
  }
}
