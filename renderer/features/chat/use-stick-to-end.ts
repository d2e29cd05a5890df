import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"

/** Within this distance of the end a reader counts as being there, px. */
const NEAR_PX = 48
/** A scroll this soon after a gesture is the reader's doing, ms; a flick of the wheel rolls on for a while. */
const HAND_MS = 800
/** What a reader scrolls with: wheel, finger, scrollbar, keys. */
const GESTURES = ["wheel", "touchmove", "pointerdown", "pointermove", "keydown"] as const

export interface StickToEnd {
  /** What scrolls. */
  readonly box: RefObject<HTMLDivElement | null>
  /** What grows inside it. */
  readonly content: RefObject<HTMLDivElement | null>
  readonly atEnd: boolean
  readonly toEnd: () => void
}

/** Keeps the end in sight while the reader is there, and leaves them in peace once they scroll up. */
export function useStickToEnd(): StickToEnd {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sticking = useRef(true)
  const [atEnd, setAtEnd] = useState(true)

  const toEnd = useCallback(() => {
    sticking.current = true
    setAtEnd(true)
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }, [])

  // The first drawing already stands at the end: no jump to be seen.
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }, [])

  useEffect(() => {
    const scrolled = box.current
    const growing = content.current
    if (scrolled === null || growing === null) return
    let lastTop = scrolled.scrollTop
    let movedByHandMs = -Infinity
    const byHand = () => {
      movedByHandMs = performance.now()
    }
    const onScroll = () => {
      const { scrollTop, clientHeight, scrollHeight } = scrolled
      const near = scrollTop + clientHeight >= scrollHeight - NEAR_PX
      const handAtWork = performance.now() - movedByHandMs < HAND_MS
      // Only a hand lets go, with the smallest move up: content that shrinks and grows within one frame moves the page
      // up as well, and a wheel rolls in steps too small to leave the end at once.
      if (handAtWork && scrollTop < lastTop) sticking.current = false
      else if (near) sticking.current = true
      lastTop = scrollTop
      setAtEnd(sticking.current)
    }
    const follow = new ResizeObserver(() => {
      if (sticking.current) scrolled.scrollTop = scrolled.scrollHeight
      else setAtEnd(false)
    })
    follow.observe(growing)
    follow.observe(scrolled)
    scrolled.addEventListener("scroll", onScroll, { passive: true })
    for (const gesture of GESTURES) scrolled.addEventListener(gesture, byHand, { passive: true })
    return () => {
      follow.disconnect()
      for (const gesture of GESTURES) scrolled.removeEventListener(gesture, byHand)
      scrolled.removeEventListener("scroll", onScroll)
    }
  }, [])

  return { box, content, atEnd, toEnd }
}
