import type { LibraryView } from "#common/domain/library"
import { useGlimmer, useLive } from "../../../state/use-glimmer"

/** What is on disk and on its way; null until it was first heard. */
export function useLibrary(): LibraryView | null {
  return useLive(useGlimmer().library).value
}
