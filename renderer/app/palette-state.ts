import { create } from "zustand"

/** Whether the command palette stands open. */
export const usePaletteOpen = create<{ readonly open: boolean }>(() => ({ open: false }))

export function openPalette(): void {
  usePaletteOpen.setState({ open: true })
}

export function closePalette(): void {
  usePaletteOpen.setState({ open: false })
}
