/** An address that leads to signed ones. */
interface SignedLink {
  readonly path: string
  /** How often each signed address may be used. */
  readonly uses: number
  readonly headers: Readonly<Record<string, string>>
  /** Signed addresses given out. */
  issued: number
  /** How often each was used. */
  readonly used: Map<string, number>
}

/** Addresses that lead to signed ones, as those of a hub lead to its storage. */
export class SignedLinks {
  readonly #links = new Map<string, SignedLink>()

  /** From now on `from` leads to a signed address of `path`, each good for `uses` requests. */
  add(from: string, path: string, uses: number, headers: Readonly<Record<string, string>>): void {
    this.#links.set(from, { path, uses, headers, issued: 0, used: new Map() })
  }

  /** The head of an answer that sends on to a new signed address; null for a path that leads nowhere else. */
  issue(pathname: string): Readonly<Record<string, string>> | null {
    const link = this.#links.get(pathname)
    if (link === undefined) return null
    link.issued++
    return {
      ...link.headers,
      location: `/signed${link.path}?signature=${link.issued}&from=${encodeURIComponent(pathname)}`,
    }
  }

  /** Uses a signed address; false for one that was never given out, or too often used. */
  use(url: URL): boolean {
    const link = this.#links.get(url.searchParams.get("from") ?? "")
    const signature = url.searchParams.get("signature") ?? ""
    if (link === undefined || Number(signature) > link.issued) return false
    const used = (link.used.get(signature) ?? 0) + 1
    link.used.set(signature, used)
    return used <= link.uses
  }
}
