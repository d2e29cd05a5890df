import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto"

/** Days a browser stays let in; the printed address lets it in anew at any time. */
const SESSION_DAYS = 90
const SESSION_SECONDS = SESSION_DAYS * 24 * 3600

/**
 * Cookies are shared between all ports of a host, so each door has a name of its own, after the port the browser
 * sees: two Glimmers behind two tunnels must not put out each other's session.
 */
function sessionCookieName(port: number): string {
  return `glimmer-${port}`
}

/** A fresh `Set-Cookie` value. It proves knowledge of the token without containing it. */
export function makeSessionCookie(token: string, port: number, nowMs: number): string {
  const issued = `${Math.floor(nowMs / 1000)}.${randomBytes(9).toString("base64url")}`
  const value = `${issued}.${seal(token, port, issued)}`
  return `${sessionCookieName(port)}=${value}; Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Strict`
}

/** Does a `Cookie` header hold a session of this token, for this port, not yet over? */
export function isSession(
  cookieHeader: string | undefined,
  token: string,
  port: number,
  nowMs: number,
): boolean {
  const value = readCookie(cookieHeader ?? "", sessionCookieName(port))
  const parts = /^(?<issued>(?<seconds>\d{1,12})\.[\w-]{12})\.(?<seal>[\w-]{43})$/.exec(value ?? "")?.groups
  if (parts === undefined) return false
  const { issued = "", seconds, seal: given = "" } = parts
  const ageSeconds = nowMs / 1000 - Number(seconds)
  return ageSeconds >= -60 && ageSeconds < SESSION_SECONDS && isSameSecret(given, seal(token, port, issued))
}

/** The token of an `Authorization: Bearer` header; null when there is none. */
export function readBearer(header: string | undefined): string | null {
  return /^Bearer ([\w-]{1,200})$/i.exec(header ?? "")?.[1] ?? null
}

/** Compares secrets in a time that tells nothing about where they differ, nor about their lengths. */
export function isSameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted))
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}

function seal(token: string, port: number, issued: string): string {
  return createHmac("sha256", token).update(`glimmer session|${port}|${issued}`).digest("base64url")
}

function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=")
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return null
}
