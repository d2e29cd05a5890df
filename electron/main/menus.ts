import type { MenuItemConstructorOptions } from "electron"
import type { Language } from "#common/domain/settings"
import { say } from "./desktop-words"

/** Hidden until Alt is pressed; without it the shortcuts for editing and zooming would not exist. */
export function applicationMenu(language: Language): MenuItemConstructorOptions[] {
  return [
    {
      label: say("edit", language),
      submenu: [
        { role: "undo", label: say("undo", language) },
        { role: "redo", label: say("redo", language) },
        { type: "separator" },
        { role: "cut", label: say("cut", language) },
        { role: "copy", label: say("copy", language) },
        { role: "paste", label: say("paste", language) },
        { role: "selectAll", label: say("selectAll", language) },
      ],
    },
    {
      label: say("view", language),
      submenu: [
        { role: "zoomIn", label: say("zoomIn", language) },
        { role: "zoomOut", label: say("zoomOut", language) },
        { role: "resetZoom", label: say("resetZoom", language) },
        { role: "togglefullscreen", label: say("fullScreen", language) },
        { role: "reload", label: say("reload", language) },
      ],
    },
  ]
}

/** What can be done with what was clicked on. */
export interface ClickedOn {
  readonly isEditable: boolean
  readonly selectionText: string
  readonly editFlags: {
    readonly canCut: boolean
    readonly canCopy: boolean
    readonly canPaste: boolean
    readonly canSelectAll: boolean
  }
}

/** The menu of the right button; empty where there is nothing to do. */
export function contextMenu(
  { isEditable, selectionText, editFlags }: ClickedOn,
  language: Language,
): MenuItemConstructorOptions[] {
  const selected = selectionText.trim() !== ""
  if (!isEditable) return selected ? [{ role: "copy", label: say("copy", language) }] : []
  return [
    { role: "cut", label: say("cut", language), enabled: editFlags.canCut && selected },
    { role: "copy", label: say("copy", language), enabled: editFlags.canCopy && selected },
    { role: "paste", label: say("paste", language), enabled: editFlags.canPaste },
    { type: "separator" },
    { role: "selectAll", label: say("selectAll", language), enabled: editFlags.canSelectAll },
  ]
}
