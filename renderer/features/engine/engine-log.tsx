import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useGlimmer, useLive } from "../../state/use-glimmer"
import { Disclosure } from "../../ui/disclosure"
import { LogView } from "../../ui/log-view"

/** Everything the engine prints; followed only while it is looked at. */
export function EngineLog({ openAtOnce }: { readonly openAtOnce: boolean }) {
  const { t } = useTranslation("engine")
  const [open, setOpen] = useState(openAtOnce)
  return (
    <Disclosure label={t("log.title")} open={open} onOpenChange={setOpen}>
      {open && <OpenLog />}
    </Disclosure>
  )
}

function OpenLog() {
  const { t } = useTranslation("engine")
  const log = useLive(useGlimmer().engineLog).value
  return (
    <LogView
      label={t("log.label")}
      lines={log?.lines ?? []}
      dropped={log?.dropped ?? 0}
      className="h-[28rem]"
    />
  )
}
