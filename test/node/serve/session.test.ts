import { describe, expect, it } from "vitest"
import { isSession, makeSessionCookie } from "#node/serve/session"

const TOKEN = "a".repeat(43)
const DAY_MS = 24 * 3600 * 1000
const NOW_MS = 1_800_000_000_000

const pair = (port = 4145, token = TOKEN) => makeSessionCookie(token, port, NOW_MS).split(";")[0]!

describe("session cookie", () => {
  it("is for this host's scripts invisible, for other sites unsent, and does not contain the token", () => {
    const cookie = makeSessionCookie(TOKEN, 4145, NOW_MS)
    expect(cookie).toMatch(/; HttpOnly(;|$)/)
    expect(cookie).toMatch(/; SameSite=Strict(;|$)/)
    expect(cookie).not.toContain(TOKEN)
  })

  it("is found among others", () => {
    expect(isSession(`theme=dark; ${pair()}; x=1`, TOKEN, 4145, NOW_MS)).toBe(true)
  })

  it.each([
    ["no cookie", undefined, TOKEN, 4145, NOW_MS],
    ["the cookie of another port", pair(4146), TOKEN, 4145, NOW_MS],
    ["the cookie of another port under our name", pair(4146).replace("4146", "4145"), TOKEN, 4145, NOW_MS],
    ["a session of a token that was renewed", pair(), "b".repeat(43), 4145, NOW_MS],
    ["a session of three months ago", pair(), TOKEN, 4145, NOW_MS + 91 * DAY_MS],
    ["a session from the future", pair(), TOKEN, 4145, NOW_MS - DAY_MS],
    [
      "a later date written over the real one",
      pair().replace(/=\d+/, "=1900000000"),
      TOKEN,
      4145,
      1_900_000_000_000,
    ],
    ["the token itself", `glimmer-4145=${TOKEN}`, TOKEN, 4145, NOW_MS],
    ["an empty value", "glimmer-4145=", TOKEN, 4145, NOW_MS],
  ])("is not accepted: %s", (_what, header, token, port, nowMs) => {
    expect(isSession(header, token, port, nowMs)).toBe(false)
  })
})
