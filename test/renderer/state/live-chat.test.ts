import { describe, expect, it } from "vitest"
import { withChatFrame } from "../../../renderer/state/live-chat"
import { message, text } from "../../fakes/scripted-glimmer/chats"

const asked = message("t1", "user", [text("Question")])
const answered = message("t1", "assistant", [text("Ans")])

describe("a conversation after a frame", () => {
  it("goes on from what is there when the frame has changes alone", () => {
    const after = withChatFrame([asked, answered], {
      cursor: "a:3",
      messages: null,
      changes: [{ type: "text-delta", messageId: answered.id, text: "wer" }],
    })
    expect(after.map((one) => one.parts)).toEqual([asked.parts, [text("Answer")]])
  })

  it("begins anew with a snapshot: nothing that was held is doubled", () => {
    const after = withChatFrame([asked, answered], { cursor: "b:1", messages: [asked], changes: [] })
    expect(after).toEqual([asked])
  })
})
