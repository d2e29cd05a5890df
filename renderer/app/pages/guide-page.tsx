import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import { DoctorPanel } from "../../features/engine/doctor/doctor-panel"
import { NetworkSettings } from "../../features/settings/network-settings"
import { Guide } from "../../features/setup/guide"
import { useGlimmer } from "../../state/use-glimmer"
import { Dialog } from "../../ui/dialog"
import { go, type GuideStep } from "../route"
import { PLACES } from "./engine-page"

export interface GuidePageProps {
  readonly step: GuideStep
  readonly journey: Journey
}

/** The guide in the whole window; package sources and checks open over it, so that nobody loses their place. */
export function GuidePage({ step, journey }: GuidePageProps) {
  const { t } = useTranslation(["settings", "doctor"])
  const { machine } = useGlimmer()
  const [network, setNetwork] = useState(false)
  const [checks, setChecks] = useState(false)
  return (
    <>
      <Guide
        step={step}
        journey={journey}
        onStep={(next) => go({ page: "guide", step: next })}
        onChat={() => go({ page: "chat", threadId: null })}
        onNetwork={() => setNetwork(true)}
        onChecks={() => setChecks(true)}
      />
      <Dialog open={network} onOpenChange={setNetwork} title={t("settings:sections.network")}>
        <div className="p-5">
          <NetworkSettings />
        </div>
      </Dialog>
      <Dialog
        open={checks}
        onOpenChange={(open) => {
          setChecks(open)
          // Something may have been ended or made room for meanwhile.
          if (!open) void machine.askAgain()
        }}
        title={t("doctor:title")}
        className="w-[min(52rem,calc(100vw-2rem))]"
      >
        <div className="p-5">
          <DoctorPanel onPage={(page) => go(PLACES[page])} />
        </div>
      </Dialog>
    </>
  )
}
