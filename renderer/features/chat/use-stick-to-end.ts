import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"

/** Within this distance of the end a reader counts as being there, px. */
const NEAR_PX = 48

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
    const onScroll = () => {
      const { scrollTop, clientHeight, scrollHeight } = scrolled
      const near = scrollTop + clientHeight >= scrollHeight - NEAR_PX
      // Content growing moves the end away without the reader having moved: only going up lets go.
      if (near) sticking.current = true
      else if (scrollTop < lastTop) sticking.current = false
      lastTop = scrollTop
      setAtEnd(near || sticking.current)
    }
    const follow = new ResizeObserver(() => {
      if (sticking.current) scrolled.scrollTop = scrolled.scrollHeight
      else setAtEnd(false)
    })
    follow.observe(growing)
    follow.observe(scrolled)
    scrolled.addEventListener("scroll", onScroll, { passive: true })
    return () => {
      follow.disconnect()
      scrolled.removeEventListener("scroll", onScroll)
    }
  }, [])

  return { box, content, atEnd, toEnd }
}
