import Check from "lucide-react/icons/check"
import Copy from "lucide-react/icons/copy"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { Button, type ButtonProps } from "./button"
import { copyText } from "./copy-text"
import { IconButton } from "./icon-button"
import { showToast } from "./toasts"

export interface CopyButtonProps {
  /** What is copied, asked for when it is needed: a log may be long, a key is not on the page. */
  readonly text: () => string | Promise<string>
  readonly label?: string
  /** With its words on it; otherwise they stand in the tooltip. */
  readonly withLabel?: boolean
  readonly variant?: ButtonProps["variant"]
  readonly className?: string
}

/** Copies, and says for a moment that it did. */
export function CopyButton({
  text,
  label,
  withLabel = false,
  variant = "quiet",
  className,
}: CopyButtonProps) {
  const { t } = useTranslation("ui")
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const words = copied ? t("copied") : (label ?? t("copy"))
  const plain = variant === "quiet" || variant === "secondary"
  const icon = copied ? <Check aria-hidden className={plain ? "text-positive" : ""} /> : <Copy aria-hidden />
  const copy = async () => {
    try {
      await copyText(await text())
      setCopied(true)
    } catch {
      showToast({ text: t("copyFailed"), tone: "danger" })
    }
  }
  return withLabel ? (
    <Button size="small" variant={variant} icon={icon} onClick={() => void copy()} className={className}>
      {words}
    </Button>
  ) : (
    <IconButton
      size="small"
      label={words}
      icon={icon}
      onClick={() => void copy()}
      {...(className ? { className } : {})}
    />
  )
}
