import { createHash } from "node:crypto"
import type { FileContent } from "./file-content"
import { FileServer, type FileServerOptions, type Routed, type RoutedRequest } from "./file-server"

/** A file to publish: so many made-up bytes, or this text. */
export type PublishedFile = number | string

export interface PublishOptions {
  readonly commit?: string
  readonly license?: string
  /** Who may fetch: nobody without a token, those whose licence was accepted, or (without this) everybody. */
  readonly gate?: { readonly known: readonly string[]; readonly granted: readonly string[] }
  /** What small files are marked with: git's hash, or something else of that length. */
  readonly marks?: "git" | "of its own"
  /** `few`: files are found under the branch only, at ModelScope under its page's address only. */
  readonly addresses?: "all" | "few"
  /** False: small files come without a mark of their state. */
  readonly etags?: false
  /** A signed address is good for so many requests. */
  readonly signedUses?: number
}

interface Repository extends PublishOptions {
  readonly commit: string
  readonly files: ReadonlyMap<string, { readonly content: FileContent; readonly gitSha1: string }>
}

/** How the server talks; real mirrors differ in what they leave out. */
export interface HubManners {
  /** `/api/models/ID/revision/REV` tells files, and with `sizes` their sizes and hashes. */
  info: "none" | "names" | "sizes"
  /** The newest state is described under `/api/models/ID` only. */
  newestOnly: boolean
  /** `/api/models/ID/tree/REV`, so many entries a page. */
  tree: number | null
  /** The tree shows the first folder only, whatever is asked. */
  flat: boolean
  /** Pages of the tree repeat so many entries of the one before, as when a file was added meanwhile. */
  overlap: number
}

/**
 * A server that speaks the languages of Hugging Face and of ModelScope, files in large storage behind signed
 * addresses. What it can be told to do wrong is the `FileServer`'s.
 */
export class HubServer implements AsyncDisposable {
  readonly #repositories = new Map<string, Repository>()
  readonly manners: HubManners = { info: "sizes", newestOnly: false, tree: 1000, flat: false, overlap: 0 }
  #files: FileServer | null = null

  static async start(options: Omit<FileServerOptions, "route"> = {}, port = 0): Promise<HubServer> {
    const hub = new HubServer()
    hub.#files = await FileServer.start({ ...options, route: (request) => hub.#route(request) }, port)
    return hub
  }

  get files(): FileServer {
    if (this.#files === null) throw new Error("not started")
    return this.#files
  }

  get endpoint(): string {
    return this.files.origin
  }

  /** Publishes a model, or a new state of one. */
  publish(id: string, files: Readonly<Record<string, PublishedFile>>, options: PublishOptions = {}): void {
    const contents = new Map<string, { content: FileContent; gitSha1: string }>()
    let seed = 100
    for (const [path, file] of Object.entries(files)) {
      const at = blobPath(id, path)
      const content =
        typeof file === "string"
          ? this.files.serveBytes(at, Buffer.from(file), {
              etag: options.etags === false ? null : `"${gitSha1(Buffer.from(file))}"`,
            })
          : this.files.serve(at, file, { seed: seed++ })
      const marked = Buffer.from(options.marks === "of its own" ? path : content.all())
      const hash = typeof file === "string" ? gitSha1(marked) : "0".repeat(40)
      contents.set(path, { content, gitSha1: hash })
      if (typeof file === "number") {
        this.files.redirect(linkPath(id, path), at, options.signedUses ?? Number.POSITIVE_INFINITY, {
          "x-linked-size": String(content.bytes),
          "x-linked-etag": `"${content.sha256()}"`,
        })
      }
    }
    const commit = options.commit ?? createHash("sha1").update(JSON.stringify(files)).digest("hex")
    this.#repositories.set(id, { ...options, commit, files: contents })
  }

  content(id: string, path: string): FileContent {
    const file = this.#repositories.get(id)?.files.get(path)
    if (file === undefined) throw new Error(`nothing published: ${id} ${path}`)
    return file.content
  }

  /** Bytes of a file's content that went out. */
  sentBytes(id: string, path: string): number {
    return this.files.sentBytes(blobPath(id, path))
  }

  /** Bytes of a file that went out more than once. */
  sentTwiceBytes(id: string, path: string): number {
    return this.files.sentTwiceBytes(blobPath(id, path))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.files[Symbol.asyncDispose]()
  }

  #route(request: RoutedRequest): Routed | null {
    const { pathname, searchParams } = request.url
    const described = /^\/api\/models\/(?<id>[^/]+\/[^/]+)(?:\/revision\/(?<revision>[^/]+))?$/.exec(pathname)
    if (described !== null) return this.#describe(described.groups ?? {})
    const tree = /^\/api\/models\/(?<id>[^/]+\/[^/]+)\/tree\/(?<revision>[^/]+)$/.exec(pathname)
    if (tree !== null) return this.#listTree(request, tree.groups ?? {})
    const resolved = /^\/(?<id>[^/]+\/[^/]+)\/resolve\/(?<revision>[^/]+)\/(?<path>.+)$/.exec(pathname)
    if (resolved !== null) {
      const { id = "", revision = "", path = "" } = resolved.groups ?? {}
      return this.#refusal(request, id, revision) ?? { path: this.#placeOf(id, decodeURIComponent(path)) }
    }
    const page = /^\/models\/(?<id>[^/]+\/[^/]+)\/resolve\/master\/(?<path>.+)$/.exec(pathname)
    if (page !== null) return { path: blobPath(page.groups?.["id"] ?? "", page.groups?.["path"] ?? "") }
    const scope = /^\/api\/v1\/models\/(?<id>[^/]+\/[^/]+)\/repo(?<files>\/files)?$/.exec(pathname)
    if (scope === null) return null
    const { id = "" } = scope.groups ?? {}
    const repository = this.#repositories.get(id)
    if (repository === undefined)
      return json(404, { Code: 10010205001, Success: false, Message: "not found" })
    if (scope.groups?.["files"] === undefined)
      return { path: blobPath(id, searchParams.get("FilePath") ?? "") }
    const Files = [...repository.files].map(([Path, { content }]) => ({
      ...{ Path, Name: Path, Type: "blob", Size: content.bytes, Sha256: content.sha256() },
    }))
    return json(200, { Code: 200, Success: true, Data: { Files } })
  }

  #describe({ id = "", revision }: Readonly<Record<string, string | undefined>>): Routed {
    const repository = this.#repositories.get(id)
    const { info, newestOnly } = this.manners
    const isKnown = info !== "none" && !(newestOnly && revision !== undefined)
    if (repository === undefined || !isKnown) return unknown("RepoNotFound")
    if (revision !== undefined && revision !== "main" && revision !== repository.commit)
      return unknown("RevisionNotFound")
    const siblings = [...repository.files].map(([path, { content, gitSha1: hash }]) =>
      this.manners.info === "names"
        ? { rfilename: path }
        : {
            ...{ rfilename: path, size: content.bytes, blobId: hash },
            ...(isLarge(hash) ? { lfs: { sha256: content.sha256(), size: content.bytes } } : {}),
          },
    )
    const { license = "mit", commit: sha, gate } = repository
    return json(200, { sha, gated: gate === undefined ? false : "manual", cardData: { license }, siblings })
  }

  #listTree({ url }: RoutedRequest, { id = "" }: Readonly<Record<string, string>>): Routed {
    const repository = this.#repositories.get(id)
    const pageSize = this.manners.tree
    if (repository === undefined || pageSize === null) return unknown("RepoNotFound")
    const from = Number(url.searchParams.get("cursor") ?? 0)
    const shown = [...repository.files].filter(([path]) => !this.manners.flat || !path.includes("/"))
    const all = shown.map(([path, { content, gitSha1: oid }]) => ({
      ...{ type: "file", path, size: content.bytes, oid },
      ...(isLarge(oid) ? { lfs: { oid: content.sha256(), size: content.bytes } } : {}),
    }))
    const next = new URL(url)
    next.searchParams.set("cursor", String(from + pageSize - this.manners.overlap))
    const link = from + pageSize < all.length ? { link: `<${next.href}>; rel="next"` } : {}
    return json(200, all.slice(from, from + pageSize), link)
  }

  #refusal({ headers }: RoutedRequest, id: string, revision: string): Routed | null {
    const repository = this.#repositories.get(id)
    if (repository === undefined) return unknown("RepoNotFound")
    const isExact = revision === repository.commit && repository.addresses !== "few"
    if (revision !== "main" && !isExact) return unknown("RevisionNotFound")
    const { gate } = repository
    if (gate === undefined) return null
    const token = headers.authorization?.replace(/^Bearer /, "")
    if (token === undefined) return gated(401, "Access to this model is restricted.")
    if (!gate.known.includes(token)) return { status: 401, body: "Invalid credentials" }
    return gate.granted.includes(token) ? null : gated(403, "Your request awaits a review.")
  }

  #placeOf(id: string, path: string): string {
    const hash = this.#repositories.get(id)?.files.get(path)?.gitSha1
    return hash !== undefined && isLarge(hash) ? linkPath(id, path) : blobPath(id, path)
  }
}

/** A small model as its maker would publish it: two shards with their index. */
export function publishedModel(shardBytes = 3_000_000): Readonly<Record<string, PublishedFile>> {
  const shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"] as const
  return {
    ".gitattributes": "*.safetensors filter=lfs\n",
    "README.md": "# A model\n",
    "config.json": JSON.stringify({
      architectures: ["Glm4ForCausalLM"],
      model_type: "glm4",
      hidden_size: 4096,
    }),
    "tokenizer.json": JSON.stringify({ model: { type: "BPE" } }),
    "tokenizer_config.json": "{}",
    "model.safetensors.index.json": JSON.stringify({
      metadata: { total_size: 2 * shardBytes },
      weight_map: { "model.a": shards[0], "model.b": shards[1] },
    }),
    [shards[0]]: shardBytes,
    [shards[1]]: shardBytes,
  }
}

function blobPath(id: string, path: string): string {
  return `/blobs/${id}/${path}`
}

function linkPath(id: string, path: string): string {
  return `/links/${id}/${path}`
}

function isLarge(hash: string): boolean {
  return /^0+$/.test(hash)
}

function gitSha1(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex")
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Routed {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) }
}

function unknown(code: string): Routed {
  return { status: 404, headers: { "x-error-code": code }, body: JSON.stringify({ error: "not found" }) }
}

function gated(status: number, message: string): Routed {
  const headers = { "x-error-code": "GatedRepo", "x-error-message": message }
  return { status, headers, body: JSON.stringify({ error: message }) }
}
