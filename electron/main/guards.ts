import { app, type Session, shell } from "electron"
import type { Logger } from "#node/ports"
import { judgeNavigation, judgeWindowOpen } from "./navigation-policy"
import { isOwnPage } from "./own-page"
import { judgePermission } from "./permission-policy"
import { judgeRequest } from "./request-policy"

/** Puts the policies in charge of everything a page of this session may want. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(judgePermission(permission, requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => judgePermission(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !judgeRequest(details.url) }))
  session.on("will-download", (event) => event.preventDefault())
}

/** Puts the policies in charge of where any page may go, also pages that nobody planned for. */
export function guardAllContents(log: Logger): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => guardNavigation(event, event.url, log))
    contents.on("will-redirect", (event) => guardNavigation(event, event.url, log))
    contents.on("will-frame-navigate", (event) => {
      // Nothing is framed in our page.
      if (!event.isMainFrame) event.preventDefault()
    })
    contents.on("will-attach-webview", (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (judgeWindowOpen(url) === "external" && isOwnPage(contents.getURL())) openOutside(url, log)
      return { action: "deny" }
    })
  })
}

function guardNavigation(event: { preventDefault(): void }, url: string, log: Logger): void {
  const verdict = judgeNavigation(url)
  if (verdict === "stay") return
  event.preventDefault()
  if (verdict === "external") openOutside(url, log)
  else log.warn("a navigation was refused", { scheme: URL.canParse(url) ? new URL(url).protocol : "?" })
}

function openOutside(url: string, log: Logger): void {
  shell.openExternal(url).catch((error: unknown) => log.warn("no browser could be opened", { error }))
}
