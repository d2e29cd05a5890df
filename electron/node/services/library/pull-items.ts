import { join } from "node:path"
import { isWeightFile } from "#common/domain/hub-files"
import type { DownloadItem } from "../download/download-item"
import { fileAddresses, headersFor, type HubServer } from "../hub/hub-server"
import type { ModelNote } from "./model-note"

/** The servers of a note that may be asked now, in its order: addresses may have changed since it was written. */
export function serversOf(note: ModelNote, servers: readonly HubServer[]): readonly HubServer[] {
  const rank = ({ source, endpoint }: HubServer) => {
    const exact = note.sources.findIndex((one) => one.source === source && one.endpoint === endpoint)
    return exact === -1 ? note.sources.findIndex((one) => one.source === source) + 0.5 : exact
  }
  return servers
    .filter((server) => note.sources.some(({ source }) => source === server.source))
    .toSorted((one, other) => rank(one) - rank(other))
}

/**
 * The files of a model as downloads. A source that only promises the same weights serves files with a hash, which
 * would tell: another text under the same name would go unnoticed.
 */
export function itemsOf(note: ModelNote, folder: string, servers: readonly HubServer[]): DownloadItem[] {
  const [first] = servers
  return note.files.map((file) => ({
    id: file.path,
    sources: servers
      .filter((server) => file.sha256 !== null || server.source === first?.source)
      .flatMap((server) =>
        addressesOf(note, server, file.path).map((url) => ({ url, headers: headersFor(server) })),
      ),
    bytes: file.bytes,
    sha256: file.sha256,
    // Where nothing tells the file's state, that of all files does.
    etag: file.sha256 === null ? (file.gitSha1 ?? note.commit) : null,
    target: join(folder, file.path),
    // What says what the model is comes first: it is little, and a fault there is found at once.
    priority: isWeightFile(file.path) ? 0 : 1,
  }))
}

function addressesOf(note: ModelNote, server: HubServer, path: string): readonly string[] {
  const id = note.sources.find(({ source }) => source === server.source)?.id ?? note.id
  return fileAddresses(server, { ...note, id }, path)
}
