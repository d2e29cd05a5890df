import { once } from "node:events"
import { createServer, request as ask } from "node:http"
import { connect, type AddressInfo, type Socket } from "node:net"

/** A proxy on 127.0.0.1 that forwards plain requests and opens tunnels, with or without a password. */
export async function startProxy(options: { readonly password?: string } = {}): Promise<{
  readonly url: string
  /** `METHOD target` of each request. */
  readonly seen: readonly string[]
  readonly close: () => Promise<void>
}> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const wanted =
    options.password === undefined ? undefined : `Basic ${Buffer.from(options.password).toString("base64")}`
  const proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    if (wanted !== undefined && request.headers["proxy-authorization"] !== wanted) {
      return void response.writeHead(407, { "content-length": "0" }).end()
    }
    const { "proxy-authorization": _, ...headers } = request.headers
    const forwarded = ask(request.url ?? "", { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    forwarded.on("error", () => response.destroy())
    request.pipe(forwarded)
  })
  proxy.on("connect", (request, client: Socket, head: Buffer) => {
    seen.push(`CONNECT ${request.url}`)
    if (wanted !== undefined && request.headers["proxy-authorization"] !== wanted) {
      return void client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
    }
    const [host = "", port] = (request.url ?? "").split(":")
    const server = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n")
      server.write(head)
      server.pipe(client).pipe(server)
    })
    server.on("error", () => client.destroy())
    client.on("error", () => server.destroy())
    client.on("close", () => server.destroy())
  })
  proxy.on("connection", (socket: Socket) => {
    sockets.add(socket)
    socket.on("error", () => undefined)
  })
  proxy.listen(0, "127.0.0.1")
  await once(proxy, "listening")
  const { port } = proxy.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, "close")
    },
  }
}
