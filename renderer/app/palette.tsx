import { Command } from "cmdk"
import { Dialog as RadixDialog } from "radix-ui"
import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { KeyHint } from "../ui/key-hint"
import { type CommandEntry, useCommands } from "./commands"
import { closePalette, openPalette, usePaletteOpen } from "./palette-state"

const GROUPS = ["chat", "go", "engine", "look"] as const

/** Every action by name; Ctrl+K from anywhere. */
export function Palette() {
  const { t } = useTranslation("app")
  const open = usePaletteOpen((state) => state.open)
  const commands = useCommands()
  useShortcuts(commands)
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => (next ? openPalette() : closePalette())}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="appears fixed inset-0 z-40 bg-scrim" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="rises fixed top-[12dvh] left-1/2 z-40 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-card bg-float shadow-float"
        >
          <RadixDialog.Title className="sr-only">{t("palette.title")}</RadixDialog.Title>
          <Command label={t("palette.title")} loop>
            <Command.Input
              placeholder={t("palette.placeholder")}
              className="h-12 w-full border-b border-line bg-transparent px-4 text-16 outline-none placeholder:text-muted"
            />
            <Command.List className="max-h-[56dvh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-13 text-muted">
                {t("palette.none")}
              </Command.Empty>
              {GROUPS.map((group) => (
                <Command.Group
                  key={group}
                  heading={t(`palette.${group}`)}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted"
                >
                  {commands
                    .filter((command) => command.group === group)
                    .map((command) => (
                      <Command.Item
                        key={command.id}
                        value={`${command.label} ${command.id}`}
                        onSelect={() => {
                          closePalette()
                          command.run()
                        }}
                        className="flex h-9 items-center justify-between gap-4 rounded-control px-2.5 data-[selected=true]:bg-hover"
                      >
                        {command.label}
                        {command.keys !== null && <KeyHint keys={command.keys} />}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

function useShortcuts(commands: readonly CommandEntry[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      const keys = keysOf(event)
      if (keys === "Mod+K") {
        event.preventDefault()
        if (usePaletteOpen.getState().open) closePalette()
        else openPalette()
        return
      }
      // Escape belongs to whatever stands open; the chat listens for it itself.
      const command = keys.startsWith("Mod+") && commands.find((one) => one.keys === keys)
      if (!command) return
      event.preventDefault()
      closePalette()
      command.run()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [commands])
}

/** A key press in the words of a shortcut: `Mod+Shift+O`. */
export function keysOf(
  event: Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "key">,
): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [(event.ctrlKey || event.metaKey) && "Mod", event.altKey && "Alt", event.shiftKey && "Shift", key]
    .filter(Boolean)
    .join("+")
}
