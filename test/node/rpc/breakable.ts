import { connect, createServer, type NetConnectOpts, type Server, type Socket } from "node:net"

/** A piece of cable between client and server that a test can cut or block. */
export interface Cable {
  /** Destroys every connection that goes through, as a dead network would. */
  cut(): void
  /** Lets nothing more through towards the client, without closing anything. */
  block(): void
  unblock(): void
  /** Refuses new connections until `allow`. */
  refuse(): void
  allow(): void
  close(): Promise<void>
}

/** Lays a cable from `listenAt` to a server. */
export async function layCable(listenAt: { port: number } | { path: string }, to: NetConnectOpts) {
  const ends = new Map<Socket, Socket>()
  let refusing = false
  let blocked = false
  const server: Server = createServer((near) => {
    if (refusing) {
      near.destroy()
      return
    }
    const far = connect(to)
    ends.set(near, far)
    for (const socket of [near, far]) {
      socket.on("error", () => undefined)
      // What is still on its way may arrive.
      socket.on("close", () => {
        near.end()
        far.end()
        ends.delete(near)
      })
    }
    near.on("data", (chunk) => far.write(chunk))
    far.on("data", (chunk) => {
      if (!near.write(chunk)) {
        far.pause()
        near.once("drain", () => blocked || far.resume())
      }
    })
    if (blocked) far.pause()
  })
  await new Promise<void>((resolve) => server.listen(listenAt, resolve))
  const address = server.address()
  const cable: Cable = {
    cut: () => {
      for (const [near, far] of ends) {
        near.destroy()
        far.destroy()
      }
    },
    block: () => {
      blocked = true
      for (const far of ends.values()) far.pause()
    },
    unblock: () => {
      blocked = false
      for (const far of ends.values()) far.resume()
    },
    refuse: () => (refusing = true),
    allow: () => (refusing = false),
    close: async () => {
      cable.cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return { cable, port: typeof address === "object" && address !== null ? address.port : 0 }
}
