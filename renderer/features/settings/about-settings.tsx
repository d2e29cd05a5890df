import { useTranslation } from "react-i18next"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { Facts } from "../../ui/facts"
import { Mark } from "../../ui/mark"
import { Skeleton } from "../../ui/skeleton"

/** Names and licences, the same in every language. */
const PARTS = [
  ["vLLM", "Apache-2.0"],
  ["PyTorch", "BSD-3-Clause"],
  ["uv", "Apache-2.0 / MIT"],
  ["Electron", "MIT"],
  ["React", "MIT"],
  ["Radix UI", "MIT"],
  ["Tailwind CSS", "MIT"],
  ["AI SDK", "Apache-2.0"],
  ["oRPC", "MIT"],
  ["Streamdown", "Apache-2.0"],
  ["Shiki", "MIT"],
  ["KaTeX", "MIT"],
  ["Lucide", "ISC"],
  ["Inter", "OFL-1.1"],
] as const

/** Which Glimmer this is and what it is made with. */
export function AboutSettings() {
  const { t } = useTranslation("settings")
  const info = useAsked(useGlimmer().info).value
  if (info === null) return <Skeleton className="h-40" />
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-center gap-4">
        <Mark className="size-12" />
        <div>
          <p className="text-16 font-semibold">Glimmer</p>
          <p className="text-13 text-muted">
            {t("about.version", { version: info.version })} · {t("about.licence")}
          </p>
        </div>
      </div>
      <Facts facts={[{ term: t("about.door"), value: t(`about.doors.${info.frontDoor}`) }]} />
      <section>
        <h2 className="text-14">{t("about.licences")}</h2>
        <p className="mb-2 text-13 text-muted">{t("about.licencesHint")}</p>
        <Facts facts={PARTS.map(([term, value]) => ({ term, value }))} />
      </section>
    </div>
  )
}
