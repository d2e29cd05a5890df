import { describe, expect, it } from "vitest"
import { planMemory } from "#common/domain/plan/plan"
import {
  applyPreset,
  chatsFor,
  contextFor,
  dialPositions,
  type PlanPreset,
} from "#common/domain/plan/presets"
import { cards, inputOf, SMALL } from "./machines"

function contextWith(preset: PlanPreset): number {
  const plan = planMemory(applyPreset(inputOf(SMALL, cards("RTX 4090", 1)), preset))
  expect([preset, plan.fits]).toEqual([preset, true])
  return plan.maxModelLen ?? 0
}

describe("presets and dial", () => {
  const input = inputOf(SMALL, cards("RTX 4090", 1))

  it("fits with every preset, and longest is longest", () => {
    expect(contextWith("longest-context")).toBeGreaterThanOrEqual(contextWith("balanced"))
    expect(contextWith("balanced")).toBeGreaterThanOrEqual(contextWith("most-chats"))
  })

  it("leaves room at 0.6 where the card has it", () => {
    const large = inputOf(SMALL, cards("NVIDIA H100 80GB HBM3", 1))
    expect(planMemory(applyPreset(large, "leave-room")).utilization).toBe(0.6)
  })

  it("turns both ways and agrees with itself", () => {
    const plan = planMemory(applyPreset(input, "balanced"))
    for (const { contextTokens, chats } of dialPositions(plan)) {
      expect(contextFor(plan, chats)).toBeGreaterThanOrEqual(contextTokens)
      expect(chatsFor(plan, contextTokens + plan.cache!.blockTokens)).toBeLessThanOrEqual(chats)
    }
  })
})
