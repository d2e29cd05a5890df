import { z } from "zod"
import type { HubFile } from "#common/domain/hub-files"
import { ProblemError } from "#common/domain/problem"
import { askHubJson, type HubPorts, type HubQuestion, unreadable } from "./ask-hub"
import type { HubListing } from "./hub-server"
import { sizesByHead } from "./sizes-by-head"

const MOST_PAGES = 100

const infoSchema = z.object({
  sha: z.string().nullish(),
  gated: z.union([z.boolean(), z.string()]).nullish(),
  cardData: z.object({ license: z.string().nullish() }).nullish().catch(null),
  tags: z.array(z.string()).nullish(),
  siblings: z
    .array(
      z.object({
        rfilename: z.string(),
        size: z.number().nullish(),
        blobId: z.string().nullish(),
        lfs: z.object({ sha256: z.string().nullish(), size: z.number().nullish() }).nullish(),
      }),
    )
    .nullish(),
})

const treeSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number().nullish(),
    oid: z.string().nullish(),
    lfs: z.object({ oid: z.string().nullish(), size: z.number().nullish() }).nullish(),
  }),
)

/**
 * Lists a repository of a server with Hugging Face's interface: by its description where that tells sizes and hashes,
 * else by its tree, else by asking for each file; mirrors do not all speak the whole language.
 */
export async function listHuggingface(ports: HubPorts, question: HubQuestion): Promise<HubListing> {
  const { server, id, revision } = question
  const name = encodeURIComponent(revision ?? "main")
  const info = await askInfo(ports, question, name)
  const commit = info.value?.sha ?? null
  const described = (info.value?.siblings ?? []).map(fileOfSibling)
  const isWhole = described.length > 0 && described.every(isTold)
  const tree = isWhole ? null : await askTrees(ports, question, new Set([commit ?? name, name]))
  const listed = together(tree?.value ?? [], described)
  if (listed.length === 0) throw tree?.problem ?? info.problem ?? unreadable(question, "no files")
  const files = listed.every(isTold) ? listed : await sizesByHead(ports, question, commit, listed)
  const license = info.value?.cardData?.license ?? licenseIn(info.value?.tags ?? [])
  const isGated = info.value?.gated ?? false
  return { server, id, revision, commit, files, gated: isGated !== false, license }
}

/** The files of both lists: one that shows its first folder only must not hide what the other knows. */
function together(tree: readonly HubFile[], described: readonly HubFile[]): readonly HubFile[] {
  const known = new Set(tree.map(({ path }) => path))
  return [...tree, ...described.filter(({ path }) => !known.has(path))]
}

/** Size known, and a hash of some kind. */
function isTold({ bytes, sha256, gitSha1 }: HubFile): boolean {
  return bytes !== null && (sha256 !== null || gitSha1 !== null)
}

/** A description; what is newest some servers describe under the model's own address only. */
async function askInfo(ports: HubPorts, question: HubQuestion, revision: string) {
  const model = `${question.server.endpoint}/api/models/${question.id}`
  const exact = await orNothing(() => askInfoAt(ports, question, `${model}/revision/${revision}`))
  if (exact.value !== null || question.revision !== null) return exact
  const newest = await orNothing(() => askInfoAt(ports, question, model))
  return newest.value === null ? exact : newest
}

async function askInfoAt(ports: HubPorts, question: HubQuestion, address: string) {
  const { value } = await askHubJson(ports, question, `${address}?blobs=true`)
  const parsed = infoSchema.safeParse(value)
  if (!parsed.success) throw unreadable(question, parsed.error.issues[0]?.message ?? "")
  return parsed.data
}

/** The first of these versions that the server has a tree of. */
async function askTrees(ports: HubPorts, question: HubQuestion, versions: ReadonlySet<string>) {
  let last: Awaited<ReturnType<typeof orNothing<readonly HubFile[]>>> = { value: null, problem: null }
  for (const version of versions) {
    last = await orNothing(() => askTree(ports, question, version))
    if (last.value !== null) break
  }
  return last
}

async function askTree(ports: HubPorts, question: HubQuestion, revision: string): Promise<HubFile[]> {
  const { server, id } = question
  let url: string | null = `${server.endpoint}/api/models/${id}/tree/${revision}?recursive=true`
  const files: HubFile[] = []
  for (let page = 0; url !== null && page < MOST_PAGES; page++) {
    const { value, headers } = await askHubJson(ports, question, url)
    const parsed = treeSchema.safeParse(value)
    if (!parsed.success) throw unreadable(question, parsed.error.issues[0]?.message ?? "")
    for (const { type, path, size, oid, lfs } of parsed.data) {
      if (type === "file") files.push(hubFile(path, size, oid, lfs?.oid, lfs?.size))
    }
    url = nextPage(headers["link"], url)
  }
  return files
}

function fileOfSibling({ rfilename, size, blobId, lfs }: SiblingShape): HubFile {
  return hubFile(rfilename, size, blobId, lfs?.sha256, lfs?.size)
}

type SiblingShape = NonNullable<z.infer<typeof infoSchema>["siblings"]>[number]

/** For files in large storage git's hash is that of a pointer, which says nothing of the file. */
function hubFile(
  path: string,
  size: number | null | undefined,
  oid: string | null | undefined,
  sha256: string | null | undefined,
  largeSize: number | null | undefined,
): HubFile {
  const large = sha256 !== null && sha256 !== undefined && /^[0-9a-f]{64}$/iu.test(sha256)
  const git = !large && oid !== null && oid !== undefined && /^[0-9a-f]{40}$/iu.test(oid)
  return {
    path,
    bytes: largeSize ?? size ?? null,
    sha256: large ? sha256.toLowerCase() : null,
    gitSha1: git ? oid.toLowerCase() : null,
  }
}

/** The next page as a `Link` header names it, on the same server only: the token goes with the question. */
function nextPage(link: string | undefined, current: string): string | null {
  const named = /<(?<url>[^>]+)>;\s*rel="?next"?/u.exec(link ?? "")?.groups?.["url"]
  const url = named === undefined ? null : URL.parse(named, current)
  if (url === null) return null
  // A mirror may pass on the address of the server behind it.
  const here = new URL(current)
  return `${here.origin}${url.pathname}${url.search}`
}

function licenseIn(tags: readonly string[]): string | null {
  const tag = tags.find((one) => one.startsWith("license:"))
  return tag?.slice("license:".length) ?? null
}

/** The value, or the refusal, which counts only when nothing else answers. What is no refusal is thrown. */
async function orNothing<T>(
  ask: () => Promise<T>,
): Promise<{ readonly value: T | null; readonly problem: ProblemError | null }> {
  try {
    return { value: await ask(), problem: null }
  } catch (error) {
    const code = ProblemError.is(error) ? error.problem.code : null
    // Not every mirror has every page; whether the model exists the next question tells.
    const isMild = code === "hub-model-not-found" || code === "hub-answer-unreadable"
    if (!ProblemError.is(error) || !(isMild || code === "hub-revision-not-found")) throw error
    return { value: null, problem: error }
  }
}
