import { describe, expect, it } from "vitest"
import { FakeClock } from "../../fakes/clock"
import { ToolError } from "#node/tools/chat-tool"
import { getTimeTool } from "#node/tools/get-time"

const context = { attachments: [], lengthThatFits: () => 10_000, signal: new AbortController().signal }
const tool = getTimeTool(new FakeClock(Date.UTC(2026, 10, 22, 23, 5)))

describe("get_time", () => {
  it.each([
    ["Europe/Berlin", { time: "00:05", date: "2026-11-23", weekday: "Monday", timezone: "Europe/Berlin" }],
    ["Asia/Shanghai", { time: "07:05", date: "2026-11-23", weekday: "Monday", timezone: "Asia/Shanghai" }],
    ["UTC", { time: "23:05", date: "2026-11-22", weekday: "Sunday", timezone: "UTC" }],
  ])("tells the time in %s, midnight as 00", async (timezone, expected) => {
    expect(JSON.parse(await tool.run({ timezone }, context))).toEqual(expected)
  })

  it.each([{}, { timezone: "" }, { timezone: null }])(
    "takes %j for the zone of this machine",
    async (args) => {
      const here = Intl.DateTimeFormat().resolvedOptions().timeZone
      expect(JSON.parse(await tool.run(args, context))).toMatchObject({ timezone: here })
    },
  )

  it.each([{ timezone: "Asia/Beijing-ish" }, { timezone: 8 }])(
    "says what is wrong with %j instead of answering for another zone",
    async (args) => {
      await expect(tool.run(args, context)).rejects.toBeInstanceOf(ToolError)
    },
  )
})
