import { readFile } from "node:fs/promises"
import { protocol, type Session } from "electron"
import { securityHeaders } from "#node/serve/security-headers"
import { type FindStatic, listStatic } from "#node/serve/static-files"
import { APP_SCHEME, isOwnPage } from "./own-page"

/** Before the app is ready: makes our scheme one with an origin, to which the rules of the web apply. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page under our scheme, with the same headers as the browser door. */
export async function serveAppScheme(session: Session, rendererFolder: string): Promise<void> {
  const findStatic = await listStatic(rendererFolder)
  session.protocol.handle(APP_SCHEME, (request) => answer(request, findStatic))
}

async function answer(request: Request, findStatic: FindStatic): Promise<Response> {
  const headers = securityHeaders([])
  const asked = isOwnPage(request.url) && ["GET", "HEAD"].includes(request.method)
  const file = asked ? findStatic(new URL(request.url).pathname) : null
  if (file === null) return new Response(null, { status: 404, headers })
  return new Response(await readFile(file.path), { headers: { ...headers, "Content-Type": file.type } })
}
