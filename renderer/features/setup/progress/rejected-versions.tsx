import { useTranslation } from "react-i18next"
import type { RejectedVersion } from "#common/domain/setup"
import { useProblemWords } from "../../../i18n/problem-words"
import { Section } from "../../../ui/card"
import { Disclosure } from "../../../ui/disclosure"
import { Evidence } from "../../../ui/problem-notice"

/** Versions that were tried or looked at and are not used, each with its reason. */
export function RejectedVersions({ rejected }: { readonly rejected: readonly RejectedVersion[] }) {
  const { t } = useTranslation(["setup", "ui"])
  const words = useProblemWords()
  return (
    <Section title={t("setup:progress.rejected")}>
      <ul className="flex flex-col gap-3">
        {rejected.map(({ version, problem }) => (
          <li key={version} className="text-13">
            <p>
              <span className="font-medium">{t("setup:progress.rejectedLine", { version })}</span>
              <span className="text-muted"> · {words(problem).sentence}</span>
            </p>
            {problem.evidence !== null && (
              <Disclosure label={t("ui:evidence")}>
                <Evidence line={problem.evidence} />
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
