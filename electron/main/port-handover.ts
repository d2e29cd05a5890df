import { ipcMain, MessageChannelMain, type MessagePortMain } from "electron"
import type { Logger } from "#node/ports"
import type { ServePort } from "#node/rpc/port-wire"
import { isTrustedFrame } from "./own-page"

/** What preload and main process say to each other; the preload knows these words by heart. */
const PORT = "glimmer:port"
const PORT_REQUEST = "glimmer:port-request"

/**
 * Gives our page a port to the services whenever it asks: at its start, after a reload, after a crash. Nobody else
 * gets one. The answer closes all ports; a page that still lives asks anew and continues behind its cursors.
 */
export function handOverPorts(serve: ServePort, log: Logger): () => void {
  const open = new Set<MessagePortMain>()
  ipcMain.on(PORT_REQUEST, ({ senderFrame }) => {
    if (senderFrame === null || !isTrustedFrame(senderFrame)) {
      log.warn("something that is not our page asked for a port")
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    open.add(port1)
    port1.on("close", () => open.delete(port1))
    serve(port1, { frontDoor: "desktop" })
    senderFrame.postMessage(PORT, null, [port2])
  })
  return () => {
    for (const port of open) port.close()
  }
}
