import { HUB_ADDRESSES, HUGGINGFACE_MIRRORS } from "#common/data/mirrors"
import type { HubFile } from "#common/domain/hub-files"
import type { HubSource, SourceWish } from "#common/domain/library"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { DownloadSettings } from "#common/domain/settings"
import type { Ports } from "../../ports"

/** A server that speaks a hub's language. */
export interface HubServer {
  readonly source: HubSource
  /** Address without a slash at its end. */
  readonly endpoint: string
  readonly token: string | null
}

/** What a hub has under an id. */
export interface HubListing {
  readonly server: HubServer
  readonly id: string
  readonly revision: string | null
  readonly commit: string | null
  readonly files: readonly HubFile[]
  readonly gated: boolean
  readonly license: string | null
}

/** Host of a server, for people. */
export function hostOf({ endpoint }: Pick<HubServer, "endpoint">): string {
  return URL.parse(endpoint)?.host ?? endpoint
}

/** A model's page. */
export function pageOf({ source, endpoint }: Pick<HubServer, "source" | "endpoint">, id: string): string {
  return source === "huggingface" ? `${endpoint}/${id}` : `${endpoint}/models/${id}`
}

/** Shown to the server itself, never to where it redirects. */
export function headersFor({ token }: Pick<HubServer, "token">): Readonly<Record<string, string>> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

/** A version of a model at a hub: what was asked for, and exactly what that was when it was listed. */
export interface HubVersion {
  readonly id: string
  readonly revision: string | null
  readonly commit: string | null
}

/** Addresses of a file, the most exact first: not every server knows a model's files under each of them. */
export function fileAddresses(
  { source, endpoint }: Pick<HubServer, "source" | "endpoint">,
  { id, revision, commit }: HubVersion,
  path: string,
): readonly string[] {
  const names = path.split("/").map(encodeURIComponent).join("/")
  if (source === "huggingface") {
    const versions = new Set([commit ?? revision ?? "main", revision ?? "main"])
    return [...versions].map((one) => `${endpoint}/${id}/resolve/${encodeURIComponent(one)}/${names}`)
  }
  const version = revision ?? "master"
  const query = new URLSearchParams({ Revision: version, FilePath: path })
  return [
    `${endpoint}/api/v1/models/${id}/repo?${query.toString()}`,
    `${endpoint}/models/${id}/resolve/${encodeURIComponent(version)}/${names}`,
  ]
}

/**
 * The servers to ask for a wish, the preferred first. A server that the environment or a person names stands alone
 * for its source; a mirror that nobody named is never shown a token. Where the wish is open and the environment names
 * one hub only, that is the one that is meant. Throws `invalid-input` for an address that is none.
 */
export function serversFor(
  wish: SourceWish,
  environment: Ports["environment"],
  settings: DownloadSettings,
  tokens: Readonly<Record<HubSource, string | null>>,
): readonly HubServer[] {
  // Looked at where they are needed: a wrong address of one hub is nothing to the other.
  const named = {
    get huggingface() {
      return addressIn(environment, "HF_ENDPOINT") ?? settings.huggingfaceMirror
    },
    get modelscope() {
      return addressIn(environment, "MODELSCOPE_ENDPOINT")
    },
  }
  const huggingface = (): readonly HubServer[] => {
    const { huggingface: token } = tokens
    const own = { source: "huggingface", endpoint: trimmed(named.huggingface), token } as const
    if (named.huggingface !== null) return [own]
    return [
      { ...own, endpoint: HUB_ADDRESSES.huggingface },
      ...HUGGINGFACE_MIRRORS.map(({ url }) => ({ ...own, endpoint: url, token: null })),
    ]
  }
  const modelscope = (): readonly HubServer[] => [
    {
      source: "modelscope",
      endpoint: trimmed(named.modelscope ?? HUB_ADDRESSES.modelscope),
      token: tokens.modelscope,
    },
  ]
  const open = wish === "auto" ? settings.source : wish
  if (open === "huggingface") return huggingface()
  if (open === "modelscope") return modelscope()
  if (addressIn(environment, "HF_ENDPOINT") !== null && named.modelscope === null) return huggingface()
  if (named.modelscope !== null && named.huggingface === null) return modelscope()
  return [...huggingface(), ...modelscope()]
}

function addressIn(environment: Ports["environment"], name: string): string | null {
  const value = environment[name]?.trim() ?? ""
  if (value === "") return null
  const address = value.includes("://") ? value : `https://${value}`
  const url = URL.parse(address)
  const isHub = url !== null && /^https?:$/u.test(url.protocol) && url.hostname !== ""
  // Not repeated: it may hold a password.
  if (!isHub) throw new ProblemError(makeProblem("invalid-input", { field: name }))
  return address
}

function trimmed(address: string | null): string {
  return (address ?? "").replace(/\/+$/u, "")
}
