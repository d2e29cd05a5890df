/**
 * What a page of ours may do, said to the browser. Desktop and browser door send the same, so a page that works in
 * one works in the other.
 */
export function securityHeaders(connectTo: readonly string[]): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(connectTo),
    // No other window gets a handle on ours, no other site may embed what we serve.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), " +
      "display-capture=(), clipboard-read=(), clipboard-write=(self)",
  }
}

function contentSecurityPolicy(connectTo: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // Dialogs and menus lock the page's scrolling with a style element of their own.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    // An answer may hold a picture in itself; one from elsewhere would tell that elsewhere what is being read.
    "img-src 'self' data: blob:",
    ["connect-src 'self'", ...connectTo].join(" "),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ")
}
