import Ellipsis from "lucide-react/icons/ellipsis"
import Pencil from "lucide-react/icons/pencil"
import Trash2 from "lucide-react/icons/trash-2"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Thread } from "#common/domain/chat"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { classes } from "../../../ui/classes"
import { Menu } from "../../../ui/menu"
import { showToast } from "../../../ui/toasts"
import { RenameField } from "./rename-field"

export interface ThreadRowProps {
  readonly thread: Thread
  readonly chosen: boolean
  readonly onChoose: (threadId: string | null) => void
}

/** One conversation: open it, rename it, delete it and take that back. */
export function ThreadRow({ thread, chosen, onChoose }: ThreadRowProps) {
  const { t } = useTranslation("chat")
  const { client } = useGlimmer()
  const [renaming, setRenaming] = useState(false)
  const title = thread.title === "" ? t("threads.untitled") : thread.title
  const remove = useAction(async () => {
    await client.chat.deleteThread({ threadId: thread.id })
    if (chosen) onChoose(null)
    showToast({
      text: t("threads.deleted", { title }),
      action: {
        label: t("threads.restore"),
        run: () => void client.chat.restoreThread({ threadId: thread.id }),
      },
    })
  })
  if (renaming) {
    return (
      <li>
        <RenameField
          title={thread.title}
          onDone={(name) => {
            setRenaming(false)
            if (name !== null) void client.chat.renameThread({ threadId: thread.id, title: name })
          }}
        />
      </li>
    )
  }
  return (
    <li
      className={classes(
        "group relative flex items-center rounded-control hover:bg-hover",
        chosen && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <button
        type="button"
        aria-current={chosen ? "true" : undefined}
        onClick={() => onChoose(thread.id)}
        onDoubleClick={() => setRenaming(true)}
        className="min-w-0 flex-1 truncate rounded-control py-1.5 pr-8 pl-2 text-left text-13"
      >
        {title}
      </button>
      <Menu
        items={[
          {
            id: "rename",
            label: t("threads.rename"),
            icon: <Pencil aria-hidden />,
            run: () => setRenaming(true),
          },
          {
            id: "delete",
            label: t("threads.delete"),
            icon: <Trash2 aria-hidden />,
            danger: true,
            run: () => void remove.run(),
          },
        ]}
      >
        <button
          type="button"
          aria-label={t("threads.actions", { title })}
          className="absolute right-1 flex size-6 items-center justify-center rounded-[6px] text-muted opacity-0 group-hover:opacity-100 hover:text-ink focus-visible:opacity-100 data-[state=open]:opacity-100"
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      </Menu>
    </li>
  )
}
