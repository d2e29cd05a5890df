import { expect, it } from "vitest"
import { contextUse } from "../../../renderer/features/chat/context-meter"
import { message, text } from "../../fakes/scripted-glimmer/chats"

it("the context meter reads the last answer that was counted, not one still being written", () => {
  const context = { usedTokens: 1200, limitTokens: 8192, estimated: false }
  const counted = { ...message("t1", "assistant", [text("Counted")]), context }
  const writing = { ...message("t1", "assistant", []), context: null }
  expect(contextUse([counted, message("t1", "user", [text("More?")]), writing])).toEqual(context)
  expect(contextUse([])).toBeNull()
})
