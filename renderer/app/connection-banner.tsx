import Unplug from "lucide-react/icons/unplug"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { useStore } from "zustand"
import { useGlimmer } from "../state/use-glimmer"
import { showToast } from "../ui/toasts"

/** A blip shorter than this is nobody's business, ms. */
const PATIENCE_MS = 600

/** Says when the program behind the page cannot be reached, and that nothing is lost by it. */
export function ConnectionBanner() {
  const { t } = useTranslation("app")
  const lost = useStore(useGlimmer().connection) === "lost"
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!lost) return
    let said = false
    const timer = setTimeout(() => {
      said = true
      setLate(true)
    }, PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
      if (said) showToast({ text: t("lost.back") })
    }
  }, [lost, t])
  return (
    <output>
      {lost && late && (
        <div className="rises flex items-center justify-center gap-2 bg-caution-soft px-4 py-1.5 text-13">
          <Unplug aria-hidden className="size-4 shrink-0 text-caution" />
          <span>
            <strong className="font-medium">{t("lost.title")}</strong> {t("lost.text")}
          </span>
        </div>
      )}
    </output>
  )
}
