import Cpu from "lucide-react/icons/cpu"
import Hammer from "lucide-react/icons/hammer"
import type { LucideIcon } from "lucide-react"
import MessageSquare from "lucide-react/icons/message-square"
import Boxes from "lucide-react/icons/boxes"
import { useTranslation } from "react-i18next"
import { ENGINE_DISK_BYTES } from "#common/data/setup-steps"
import type { EngineInstall } from "#common/domain/setup"
import { useFormat } from "../../i18n/use-format"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { Facts } from "../../ui/facts"
import { Notice } from "../../ui/notice"
import { PanelHead } from "../../ui/panel-head"

const STEPS: readonly { readonly id: "machine" | "model" | "engine" | "chat"; readonly icon: LucideIcon }[] =
  [
    { id: "machine", icon: Cpu },
    { id: "model", icon: Boxes },
    { id: "engine", icon: Hammer },
    { id: "chat", icon: MessageSquare },
  ]

/** What will happen, about how long, how much room it takes and where. */
export function WelcomePanel({ engine }: { readonly engine: EngineInstall | null }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const home = useAsked(useGlimmer().info).value?.homePath
  return (
    <div className="flex flex-col gap-8">
      <PanelHead title={t("welcome.title")} lead={t("welcome.lead")} />
      {engine !== null && (
        <Notice level="good" title={t("welcome.haveEngine", { version: engine.version })} />
      )}
      <ol className="grid gap-3 min-[720px]:grid-cols-2">
        {STEPS.map(({ id, icon: Icon }, index) => (
          <li key={id} className="flex gap-3.5 rounded-card border border-line bg-raised p-4">
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
            <div>
              <h2 className="text-14">
                <span className="tabular text-muted">{index + 1}.</span> {t(`welcome.${id}`)}
              </h2>
              <p className="mt-0.5 text-13 text-muted">{t(`welcome.${id}Hint`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <Facts
        facts={[
          {
            term: t("welcome.disk"),
            value: t("welcome.diskValue", { size: format.bytes(ENGINE_DISK_BYTES.cuda) }),
          },
          { term: t("welcome.place"), value: home === undefined ? "…" : <code>{home}</code> },
          { term: t("welcome.privacy"), value: t("welcome.privacyValue") },
        ]}
      />
    </div>
  )
}
