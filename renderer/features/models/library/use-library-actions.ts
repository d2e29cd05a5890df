import { useTranslation } from "react-i18next"
import type { LibraryModel } from "#common/domain/library"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { showToast } from "../../../ui/toasts"

/** What can be done with a model on disk or on its way; what takes something away offers the way back. */
export function useLibraryActions({ folder, name, doneBytes }: LibraryModel) {
  const { t } = useTranslation("library")
  const format = useFormat()
  const { client, library } = useGlimmer()
  const size = format.bytes(doneBytes)
  const putBack = () => {
    const binned = library.store.getState().value?.bin.find((one) => one.folder === folder)
    if (binned !== undefined) void client.library.restore({ binId: binned.binId })
  }
  const undo = { label: t("undo"), run: putBack }
  return {
    pause: useAction(() => client.library.pause({ folder })),
    resume: useAction(() => client.library.resume({ folder })),
    verify: useAction(() => client.library.verify({ folder })),
    reorder: useAction((position: number) => client.library.reorder({ folder, position })),
    takeFrom: useAction((source: "huggingface" | "modelscope") =>
      client.library.setSource({ folder, source }),
    ),
    move: useAction((to: string) => client.library.move({ folder, to })),
    cancel: useAction(async () => {
      await client.library.cancel({ folder })
      showToast({ text: t("cancelled", { name, size }), ...(doneBytes > 0 ? { action: undo } : {}) })
    }),
    remove: useAction(async () => {
      await client.library.remove({ folder })
      showToast({ text: t("removed", { name, size }), action: undo })
    }),
  }
}
