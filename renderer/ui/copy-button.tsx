import Check from "lucide-react/icons/check"
import Copy from "lucide-react/icons/copy"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { Button } from "./button"
import { IconButton } from "./icon-button"

export interface CopyButtonProps {
  /** What is copied, asked for when it is needed: a log may be long. */
  readonly text: () => string
  readonly label?: string
  /** With its words on it; otherwise they stand in the tooltip. */
  readonly withLabel?: boolean
  readonly className?: string
}

/** Copies, and says for a moment that it did. */
export function CopyButton({ text, label, withLabel = false, className }: CopyButtonProps) {
  const { t } = useTranslation("ui")
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const words = copied ? t("copied") : (label ?? t("copy"))
  const icon = copied ? <Check aria-hidden className="text-positive" /> : <Copy aria-hidden />
  const copy = () => void navigator.clipboard.writeText(text()).then(() => setCopied(true))
  return withLabel ? (
    <Button size="small" variant="quiet" icon={icon} onClick={copy} className={className}>
      {words}
    </Button>
  ) : (
    <IconButton size="small" label={words} icon={icon} onClick={copy} {...(className ? { className } : {})} />
  )
}
