import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import { NetworkSettings } from "../../features/settings/network-settings"
import { Guide } from "../../features/setup/guide"
import { Dialog } from "../../ui/dialog"
import { go, type GuideStep } from "../route"

export interface GuidePageProps {
  readonly step: GuideStep
  readonly journey: Journey
}

/** The guide in the whole window; package sources open over it, so that nobody loses their place. */
export function GuidePage({ step, journey }: GuidePageProps) {
  const { t } = useTranslation("settings")
  const [network, setNetwork] = useState(false)
  return (
    <>
      <Guide
        step={step}
        journey={journey}
        onStep={(next) => go({ page: "guide", step: next })}
        onChat={() => go({ page: "chat", threadId: null })}
        onNetwork={() => setNetwork(true)}
      />
      <Dialog open={network} onOpenChange={setNetwork} title={t("sections.network")}>
        <div className="p-5">
          <NetworkSettings />
        </div>
      </Dialog>
    </>
  )
}
