import Boxes from "lucide-react/icons/boxes"
import Cpu from "lucide-react/icons/cpu"
import Hammer from "lucide-react/icons/hammer"
import MessageSquare from "lucide-react/icons/message-square"
import { useTranslation } from "react-i18next"
import { ENGINE_DISK_BYTES } from "#common/data/setup-steps"
import type { EngineInstall } from "#common/domain/setup"
import { useFormat } from "../../i18n/use-format"
import { useAsked, useGlimmer } from "../../state/use-glimmer"
import { CodeBox } from "../../ui/code-box"
import { Disclosure } from "../../ui/disclosure"
import { Notice } from "../../ui/notice"
import { PanelHead } from "../../ui/panel-head"

const STEPS = [
  { id: "machine", icon: Cpu },
  { id: "model", icon: Boxes },
  { id: "engine", icon: Hammer },
  { id: "chat", icon: MessageSquare },
] as const

/** What will happen, about how long, how much room it takes and where. */
export function WelcomePanel({ engine }: { readonly engine: EngineInstall | null }) {
  const { t } = useTranslation("setup")
  return (
    <div className="flex flex-col gap-8">
      <PanelHead title={t("welcome.title")} lead={t("welcome.lead")} />
      {engine !== null && (
        <Notice level="good" title={t("welcome.haveEngine", { version: engine.version })} />
      )}
      <ol className="flex flex-col">
        {STEPS.map(({ id, icon: Icon }) => (
          <li key={id} className="group relative flex gap-4 pb-6 last:pb-0">
            {/* The line that joins a step to the next. */}
            <span aria-hidden className="absolute top-10 bottom-0 left-5 w-px bg-line group-last:hidden" />
            <span
              aria-hidden
              className="flex size-10 shrink-0 items-center justify-center rounded-full border border-line bg-raised text-muted [&_svg]:size-4.5"
            >
              <Icon />
            </span>
            <div className="pt-0.5">
              <h2 className="text-14">{t(`welcome.${id}`)}</h2>
              <p className="max-w-[62ch] text-13 text-muted">{t(`welcome.${id}Hint`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <Needs />
      <OtherComputer />
    </div>
  )
}

function Needs() {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const home = useAsked(useGlimmer().info).value?.homePath
  const needs = [
    [t("welcome.time"), t("welcome.timeValue")],
    [t("welcome.disk"), t("welcome.diskValue", { size: format.gigabytes(ENGINE_DISK_BYTES.cuda, 0) })],
    [t("welcome.place"), home === undefined ? "…" : <code>{home}</code>],
    [t("welcome.privacy"), t("welcome.privacyValue")],
  ] as const
  return (
    <dl className="grid gap-x-8 gap-y-4 border-t border-line pt-6 text-13 min-[560px]:grid-cols-2">
      {needs.map(([term, value]) => (
        <div key={term} className="min-w-0">
          <dt className="mb-0.5 text-12 text-muted">{term}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** For whoever sits at a laptop: Glimmer runs where the GPU is, and only its page comes here. */
function OtherComputer() {
  const { t } = useTranslation("setup")
  return (
    <Disclosure label={t("welcome.other.label")} contentClassName="flex flex-col gap-3">
      <p className="max-w-[72ch] text-13 text-muted">{t("welcome.other.there")}</p>
      <CodeBox label={t("welcome.other.there")} code="npm run -s glimmer -- serve" />
      <p className="max-w-[72ch] text-13 text-muted">{t("welcome.other.here")}</p>
      <CodeBox
        label={t("welcome.other.here")}
        code={`ssh -N -L 4145:127.0.0.1:4145 ${t("welcome.other.place")}`}
      />
      <p className="max-w-[72ch] text-13 text-muted">{t("welcome.other.open")}</p>
    </Disclosure>
  )
}
