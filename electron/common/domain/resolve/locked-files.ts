/** A file of a lock: where it is, and how it is known to be the right one. */
export interface LockedFile {
  readonly packageName: string
  readonly version: string
  readonly fileName: string
  readonly url: string
  readonly sha256: string
  /** Null where the index does not tell. */
  readonly bytes: number | null
}

/** A package as `pylock.toml` lists it (PEP 751), as far as Glimmer reads it. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  readonly wheels: readonly LockedArchive[]
  readonly sdist: LockedArchive | null
}

export interface LockedArchive {
  readonly url: string
  readonly sha256: string
  readonly bytes: number | null
}

/**
 * The one wheel of each package to fetch. uv has already left out what this machine cannot run, so any would do;
 * the most specific one is the fastest: compiled for this Python, then for the stable ABI, then pure Python, and
 * among equals the newest platform.
 */
export function wheelsToFetch(packages: readonly LockedPackage[]): {
  readonly files: readonly LockedFile[]
  /** Packages that have only a source distribution. */
  readonly withoutWheel: readonly string[]
} {
  const files: LockedFile[] = []
  const withoutWheel: string[] = []
  for (const entry of packages) {
    const best = entry.wheels.toSorted((a, b) => rank(b) - rank(a))[0]
    if (best === undefined) withoutWheel.push(entry.name)
    else files.push(lockedFile(entry, best))
  }
  return { files, withoutWheel }
}

/** The source distribution of a package; null when the index has none. */
export function sourceOf(entry: LockedPackage): LockedFile | null {
  return entry.sdist === null ? null : lockedFile(entry, entry.sdist)
}

/** The last part of an address, without query, decoded. */
export function fileNameOf(url: string): string {
  const path = url.split(/[?#]/u)[0] ?? url
  return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1))
}

function lockedFile(entry: LockedPackage, archive: LockedArchive): LockedFile {
  return {
    packageName: entry.name,
    version: entry.version,
    fileName: fileNameOf(archive.url),
    url: archive.url,
    sha256: archive.sha256,
    bytes: archive.bytes,
  }
}

/** Higher is better; from the tags in the file name `name-version(-build)?-python-abi-platform.whl`. */
function rank(archive: LockedArchive): number {
  const [python = "", abi = "", platform = ""] = fileNameOf(archive.url)
    .replace(/\.whl$/u, "")
    .split("-")
    .slice(-3)
  const kind = abi === "none" ? 0 : abi === "abi3" ? 1 : 2
  const pythonMinor = Math.max(0, ...[...python.matchAll(/cp3(\d+)/gu)].map((match) => Number(match[1])))
  const platformAge = Math.max(
    0,
    ...[...platform.matchAll(/linux_\d+_(\d+)/gu)].map((match) => Number(match[1])),
  )
  return kind * 1e6 + pythonMinor * 1e3 + platformAge
}
