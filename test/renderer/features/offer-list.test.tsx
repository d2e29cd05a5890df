import { cleanup, render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { I18nextProvider } from "react-i18next"
import type { FixOffer } from "#common/domain/diagnosis/fix-offer"
import { makeProblem } from "#common/domain/problem"
import { startI18n } from "../../../renderer/i18n/start"
import { OfferList } from "../../../renderer/features/engine/doctor/offer-list"
import type { Glimmer } from "../../../renderer/state/glimmer"
import { GlimmerProvider } from "../../../renderer/state/use-glimmer"
import { HintProvider } from "../../../renderer/ui/hint"
import { offersFor } from "../../fakes/scripted-glimmer/doctors"

const busy = offersFor({ kind: "problem", problem: makeProblem("gpu-memory-busy") })
const short = offersFor({ kind: "problem", problem: makeProblem("kv-cache-too-small") })

let applied: unknown[] = []
let pages: string[] = []
beforeEach(() => {
  applied = []
  pages = []
})
afterEach(cleanup)

async function show(offers: readonly FixOffer[]) {
  const client = { doctor: { applyFix: async (request: unknown) => void applied.push(request) } }
  render(
    <I18nextProvider i18n={await startI18n("en")}>
      <GlimmerProvider glimmer={{ client } as unknown as Glimmer}>
        <HintProvider>
          <OfferList offers={offers} onPage={(page) => pages.push(page)} />
        </HintProvider>
      </GlimmerProvider>
    </I18nextProvider>,
  )
  return userEvent.setup()
}

describe("what can be done", () => {
  it("never ends somebody else's program at one press, and says whose it is", async () => {
    const person = await show(busy)
    await person.click(screen.getByRole("button", { name: "End process 4121" }))
    expect(applied).toEqual([])
    expect(screen.getByText(/belongs to li/)).toBeDefined()
    await person.click(screen.getByRole("button", { name: "Leave it running" }))
    expect(applied).toEqual([])
    await person.click(screen.getByRole("button", { name: "End process 4121" }))
    await person.click(screen.getByRole("button", { name: "End it" }))
    expect(applied).toEqual([{ offerId: "end", confirmed: true }])
  })

  it("ends a program of Glimmer's own without asking twice", async () => {
    const own = busy.map((offer) =>
      offer.effect.kind === "process" ? { ...offer, effect: { ...offer.effect, own: true } } : offer,
    )
    const person = await show(own)
    await person.click(screen.getByRole("button", { name: "End process 4121" }))
    expect(applied).toEqual([{ offerId: "end", confirmed: false }])
  })

  it("says what would change and what that gives, before it is pressed", async () => {
    await show(short)
    expect(screen.getByText("Context: 131,072 → 45,056")).toBeDefined()
    expect(screen.getByText("Then it fits: one chat of 44K tokens.")).toBeDefined()
  })

  it("goes to a page for a choice that is the person's, and changes nothing", async () => {
    const person = await show(short)
    await person.click(screen.getByRole("button", { name: "2 more ways" }))
    await person.click(screen.getByRole("button", { name: "Choose another model" }))
    expect(pages).toEqual(["models"])
    expect(applied).toEqual([])
  })

  it("has no button for advice that would do harm", async () => {
    const person = await show(short)
    await person.click(screen.getByRole("button", { name: "2 more ways" }))
    expect(screen.getByText(/forces longer contexts/).closest("button")).toBeNull()
  })
})
