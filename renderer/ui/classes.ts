import { type ClassValue, clsx } from "clsx"
import { extendTailwindMerge } from "tailwind-merge"

const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["12", "13", "14", "16", "20", "28"] }] } },
})

/** Class names joined; of two that say different things about the same property the later wins. */
export function classes(...values: readonly ClassValue[]): string {
  return merge(clsx(values))
}
