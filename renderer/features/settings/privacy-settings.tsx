import Check from "lucide-react/icons/check"
import { useTranslation } from "react-i18next"

const POINTS = ["chats", "network", "statistics", "pictures", "engine"] as const

/** What "nothing leaves this machine" means, point by point. */
export function PrivacySettings() {
  const { t } = useTranslation("settings")
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h2 className="text-16">{t("privacy.title")}</h2>
        <p className="text-muted">{t("privacy.lead")}</p>
      </div>
      <ul className="flex max-w-[68ch] flex-col gap-3">
        {POINTS.map((point) => (
          <li key={point} className="flex gap-3">
            <Check aria-hidden className="mt-1 size-4 shrink-0 text-positive" />
            <span>{t(`privacy.${point}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
