import { useTranslation } from "react-i18next"
import type { EngineView } from "#common/domain/engine"
import { useCheckNames, useFindingWords } from "../../i18n/check-words"
import { Button } from "../../ui/button"
import { Notice } from "../../ui/notice"

/** What the quick checks beside a start had to say, when there was anything. */
export function StartChecks({
  engine,
  onChecks,
}: {
  readonly engine: EngineView
  readonly onChecks: () => void
}) {
  const { t } = useTranslation("doctor")
  const { names } = useCheckNames()
  const sentence = useFindingWords()
  if (engine.checks.length === 0) return null
  return (
    <Notice
      level="caution"
      title={t("before")}
      actions={
        <Button size="small" onClick={onChecks}>
          {t("cure")}
        </Button>
      }
    >
      <ul className="flex flex-col gap-0.5">
        {engine.checks.map((result) => (
          <li key={result.id}>
            {names[result.id]}: {sentence(result)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
