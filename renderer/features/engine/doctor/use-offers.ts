import { useMemo } from "react"
import { useEffect } from "react"
import { useStore } from "zustand"
import { type FixOffer, type FixSubject, inOrderOfTrust } from "#common/domain/diagnosis/fix-offer"
import { asked } from "../../../state/asked"
import { useGlimmer } from "../../../state/use-glimmer"

/** What can be done about something, best first; null until the doctor has answered. The same object asks once. */
export function useOffers(subject: FixSubject): readonly FixOffer[] | null {
  const { client } = useGlimmer()
  const question = useMemo(
    () => asked(async () => inOrderOfTrust(await client.doctor.offers(subject))),
    [client, subject],
  )
  useEffect(() => {
    void question.ask()
  }, [question])
  const { value, problem } = useStore(question.store)
  // Without an answer there is still the way on that the page itself offers.
  return problem === null ? value : []
}
