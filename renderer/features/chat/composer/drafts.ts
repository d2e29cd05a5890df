import { create } from "zustand"
import type { Attachment } from "#common/domain/chat"

/** What is being written and not yet sent. */
export interface Draft {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

const EMPTY: Draft = { text: "", attachments: [] }
const KEPT = "glimmer.drafts"

interface Drafts {
  readonly drafts: Readonly<Record<string, Draft>>
}

/** Drafts by conversation; they survive a reload of the page and end with its tab. */
const useDrafts = create<Drafts>(() => ({ drafts: readKept() }))

/** The draft of a conversation; null stands for the one that has not begun. */
export function useDraft(threadId: string | null): Draft {
  return useDrafts((state) => state.drafts[keyOf(threadId)] ?? EMPTY)
}

/** Replaces the text of a draft. */
export function putDraftText(threadId: string | null, text: string): void {
  change(threadId, (draft) => ({ ...draft, text }))
}

/** Replaces the files of a draft. */
export function putDraftAttachments(threadId: string | null, attachments: readonly Attachment[]): void {
  change(threadId, (draft) => ({ ...draft, attachments }))
}

/** Takes a draft away to send it; put it back when that fails. */
export function takeDraft(threadId: string | null): Draft {
  const draft = useDrafts.getState().drafts[keyOf(threadId)] ?? EMPTY
  change(threadId, () => EMPTY)
  return draft
}

/** Puts a draft back that could not be sent, unless something new was begun meanwhile. */
export function returnDraft(threadId: string | null, draft: Draft): void {
  change(threadId, (now) => (now.text === "" ? draft : now))
}

function change(threadId: string | null, make: (draft: Draft) => Draft): void {
  const key = keyOf(threadId)
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: make(drafts[key] ?? EMPTY) } }))
  sessionStorage.setItem(KEPT, JSON.stringify(useDrafts.getState().drafts))
}

function keyOf(threadId: string | null): string {
  return threadId ?? "new"
}

/** Only texts come back: a file may be gone by now. */
function readKept(): Record<string, Draft> {
  let kept: unknown
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}")
  } catch {
    return {}
  }
  if (typeof kept !== "object" || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).flatMap(([key, draft]) =>
      typeof draft === "object" && draft !== null && "text" in draft && typeof draft.text === "string"
        ? [[key, { text: draft.text, attachments: [] }]]
        : [],
    ),
  )
}
