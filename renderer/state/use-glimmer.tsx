import { createContext, type ReactNode, use, useEffect } from "react"
import { useStore } from "zustand"
import type { Answer, Asked } from "./asked"
import type { Glimmer } from "./glimmer"
import type { Heard, Live } from "./live"

const GlimmerContext = createContext<Glimmer | null>(null)

export interface GlimmerProviderProps {
  readonly glimmer: Glimmer
  readonly children: ReactNode
}

/** Gives the pages below their program. */
export function GlimmerProvider({ glimmer, children }: GlimmerProviderProps) {
  return <GlimmerContext value={glimmer}>{children}</GlimmerContext>
}

/** The program behind these pages. */
export function useGlimmer(): Glimmer {
  const glimmer = use(GlimmerContext)
  if (glimmer === null) throw new Error("a page stands outside GlimmerProvider")
  return glimmer
}

/** A live state, followed while the component stands. */
export function useLive<T>(live: Live<T>): Heard<T> {
  useEffect(() => live.follow(), [live])
  return useStore(live.store)
}

/** Part of a live state; redraws only when that part changes. */
export function useLivePart<T, Part>(live: Live<T>, part: (value: T | null) => Part): Part {
  useEffect(() => live.follow(), [live])
  return useStore(live.store, (heard) => part(heard.value))
}

/** The answer to a question, asked when the component first stands. */
export function useAsked<T>(question: Asked<T>): Answer<T> {
  useEffect(() => {
    void question.ask()
  }, [question])
  return useStore(question.store)
}
