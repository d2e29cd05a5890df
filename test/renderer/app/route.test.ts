import { describe, expect, it } from "vitest"
import { hashOf, parseRoute, type Route } from "../../../renderer/app/route"

describe("addresses of places", () => {
  // A place whose address leads elsewhere loses people on reload and on the way back.
  it.each<Route>([
    { page: "guide", step: "memory" },
    { page: "chat", threadId: null },
    { page: "chat", threadId: "a/b ?" },
    { page: "models", section: "memory" },
    { page: "engine", section: "versions" },
    { page: "connect", section: "open-webui" },
    { page: "settings", section: "privacy" },
  ])("lead back to $page", (route) => {
    expect(parseRoute(hashOf(route))).toEqual(route)
  })

  it("fall back to the first section of a page, and to nothing for no page", () => {
    expect(parseRoute("#/models")).toEqual({ page: "models", section: "choose" })
    expect(parseRoute("#/engine/nowhere")).toEqual({ page: "engine", section: "now" })
    expect(parseRoute("#/settings/../..")).toEqual({ page: "settings", section: "general" })
    expect(parseRoute("#/guide/chat")).toBeNull()
    expect(parseRoute("#/nowhere")).toBeNull()
    expect(parseRoute("")).toBeNull()
  })
})
