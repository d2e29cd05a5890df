import type { ChatChange } from "./chat"

/**
 * The same changes, fewer: pieces of one text that follow each other become one piece. Applied to a conversation
 * they give exactly what the single pieces give.
 */
export function joinDeltas(changes: readonly ChatChange[]): readonly ChatChange[] {
  const joined: ChatChange[] = []
  let run: { first: ChatChange; texts: string[] } | null = null
  const endRun = () => {
    if (run !== null) joined.push(withText(run.first, run.texts.join("")))
    run = null
  }
  for (const change of changes) {
    if (!("text" in change)) {
      endRun()
      joined.push(change)
    } else if (run !== null && continues(run.first, change)) {
      run.texts.push(change.text)
    } else {
      endRun()
      run = { first: change, texts: [change.text] }
    }
  }
  endRun()
  return joined
}

function continues(first: ChatChange, next: ChatChange): boolean {
  if (first.type !== next.type || !("messageId" in first) || !("messageId" in next)) return false
  if (first.messageId !== next.messageId) return false
  return first.type !== "tool-arguments" || next.type !== "tool-arguments" || first.callId === next.callId
}

function withText(change: ChatChange, text: string): ChatChange {
  return "text" in change ? { ...change, text } : change
}
