import { useTranslation } from "react-i18next"
import type { RejectedVersion, SetupSnapshot } from "#common/domain/setup"
import { useProblemWords } from "../../../i18n/problem-words"
import { Section } from "../../../ui/card"
import { Disclosure } from "../../../ui/disclosure"
import { Notice } from "../../../ui/notice"
import { Evidence } from "../../../ui/problem-notice"

/** The version that has just turned out not to work, and that another is being tried. */
export function LastRejection({ snapshot }: { readonly snapshot: SetupSnapshot }) {
  const { t } = useTranslation("setup")
  const words = useProblemWords()
  const last = snapshot.rejected.at(-1)
  if (last === undefined) return null
  return (
    <Notice level="note" title={t("progress.rejectedNow", { version: last.version })}>
      {words(last.problem).sentence}
    </Notice>
  )
}

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
