import { FileServer } from "../../fakes/file-server"

/** Serves what the arguments name, as `path:bytes`, and prints its address with each file's hash. */
const server = await FileServer.start()
const files = process.argv.slice(2).map((argument) => {
  const [path = "", bytes = ""] = argument.split(":")
  const content = server.serve(path, Number(bytes))
  return { path, bytes: content.bytes, sha256: content.sha256() }
})
console.log(JSON.stringify({ origin: server.origin, files }))
