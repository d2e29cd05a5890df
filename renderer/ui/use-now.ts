import { useSyncExternalStore } from "react"

/** How often a page that shows the time wants to be told. */
const EVERY_MS = { second: 1000, minute: 60_000 } as const

/** The time, ms since 1970, to the second or minute; told anew as it goes on, or not at all while `never`. */
export function useNow(every: keyof typeof EVERY_MS | "never"): number {
  return useSyncExternalStore(
    every === "never" ? untold : every === "second" ? eachSecond : eachMinute,
    every === "minute" ? wholeMinute : wholeSecond,
  )
}

function eachSecond(tell: () => void): () => void {
  const timer = setInterval(tell, EVERY_MS.second)
  return () => clearInterval(timer)
}

function eachMinute(tell: () => void): () => void {
  const timer = setInterval(tell, EVERY_MS.minute)
  return () => clearInterval(timer)
}

function untold(): () => void {
  return () => undefined
}

function wholeSecond(): number {
  return Math.floor(Date.now() / EVERY_MS.second) * EVERY_MS.second
}

function wholeMinute(): number {
  return Math.floor(Date.now() / EVERY_MS.minute) * EVERY_MS.minute
}
