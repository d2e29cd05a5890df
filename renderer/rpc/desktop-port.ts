/** What page and preload say to each other, once per port. */
const PORT = "glimmer:port"
const PORT_REQUEST = "glimmer:port-request"

/** Asks the desktop for a port. It comes through the preload, which can do nothing else. */
export function requestDesktopPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== PORT || port === undefined) return
      window.removeEventListener("message", receive)
      resolve(port)
    }
    window.addEventListener("message", receive)
    window.postMessage(PORT_REQUEST, location.origin)
  })
}
