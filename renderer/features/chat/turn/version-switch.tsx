import ChevronLeft from "lucide-react/icons/chevron-left"
import ChevronRight from "lucide-react/icons/chevron-right"
import { useTranslation } from "react-i18next"
import type { Message } from "#common/domain/chat"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { IconButton } from "../../../ui/icon-button"

/** The versions of a question or an answer: which one is open, and the way to the others. Nothing for a single one. */
export function VersionSwitch({ message }: { readonly message: Message }) {
  const { t } = useTranslation("chat")
  const { client } = useGlimmer()
  const { id, siblingIds, threadId } = message
  const turn = useAction((messageId: string) => client.chat.switchBranch({ threadId, messageId }))
  if (siblingIds.length < 2) return null
  const at = siblingIds.indexOf(id)
  const [before, after] = [siblingIds[at - 1], siblingIds[at + 1]]
  return (
    <div className="tabular flex items-center text-12 text-muted">
      <IconButton
        size="small"
        label={t("turn.versionBefore")}
        icon={<ChevronLeft aria-hidden />}
        disabled={before === undefined || turn.busy}
        onClick={() => before !== undefined && void turn.run(before)}
      />
      <span aria-hidden>
        {at + 1}/{siblingIds.length}
      </span>
      <span className="sr-only">{t("turn.version", { at: at + 1, all: siblingIds.length })}</span>
      <IconButton
        size="small"
        label={t("turn.versionAfter")}
        icon={<ChevronRight aria-hidden />}
        disabled={after === undefined || turn.busy}
        onClick={() => after !== undefined && void turn.run(after)}
      />
    </div>
  )
}
