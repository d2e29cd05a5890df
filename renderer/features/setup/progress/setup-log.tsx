import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useGlimmer, useLive } from "../../../state/use-glimmer"
import { Disclosure } from "../../../ui/disclosure"
import { LogView } from "../../../ui/log-view"

/** The raw output of the tools, one click away; followed only while it is looked at. */
export function SetupLog() {
  const { t } = useTranslation("setup")
  const [open, setOpen] = useState(false)
  return (
    <Disclosure label={t("progress.log")} open={open} onOpenChange={setOpen}>
      {open && <OpenLog />}
    </Disclosure>
  )
}

function OpenLog() {
  const { t } = useTranslation("setup")
  const log = useLive(useGlimmer().setupLog).value
  return (
    <LogView
      label={t("progress.logLabel")}
      lines={log?.lines ?? []}
      dropped={log?.dropped ?? 0}
      className="h-96"
    />
  )
}
