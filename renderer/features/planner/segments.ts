import type { GpuPlan, PlanItemKind } from "#common/domain/plan/types"
import type { MemoryTone } from "../../ui/memory-bar"

/** The planner's items as the bar shows them: from the left what the engine takes, at the right end what others hold. */
const ORDER: readonly { readonly tone: MemoryTone; readonly kinds: readonly PlanItemKind[] }[] = [
  { tone: "weights", kinds: ["weights"] },
  { tone: "working", kinds: ["working"] },
  { tone: "graphs", kinds: ["graphs"] },
  { tone: "chats", kinds: ["conversations"] },
  { tone: "free", kinds: ["free"] },
  { tone: "others", kinds: ["context", "others"] },
]

/** Bytes of each part of a card's bar. */
export function segmentBytes(gpu: GpuPlan): readonly { readonly tone: MemoryTone; readonly bytes: number }[] {
  return ORDER.map(({ tone, kinds }) => ({
    tone,
    bytes: gpu.items
      .filter((item) => kinds.includes(item.kind))
      .reduce((sum, item) => sum + item.bytes.likely, 0),
  }))
}
