import { z } from "zod"
import type { Clock } from "../ports"
import { type ChatTool, ToolError } from "./chat-tool"

const inputSchema = z.object({ timezone: z.string().trim().max(100).nullish() })

/** Tells the time, in the time zone of this machine when none is given. */
export function getTimeTool(clock: Clock): ChatTool {
  return {
    name: "get_time",
    description: "Get the current date and time.",
    parameters: {
      type: "object",
      properties: {
        timezone: { type: "string", description: "IANA time zone, such as Asia/Shanghai" },
      },
    },
    touches: "clock",
    run: async (args) => {
      const input = inputSchema.safeParse(args)
      if (!input.success) throw new ToolError("timezone must be a text.")
      return JSON.stringify(timeIn(input.data.timezone || undefined, clock.now()))
    },
  }
}

function timeIn(timezone: string | undefined, atMs: number): Record<string, string> {
  const format = formatFor(timezone)
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ""
  return {
    time: `${part("hour")}:${part("minute")}`,
    date: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: part("weekday"),
    timezone: format.resolvedOptions().timeZone,
  }
}

function formatFor(timezone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "long",
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ToolError(`Unknown time zone: ${timezone}. Use an IANA name such as Asia/Shanghai.`)
  }
}
