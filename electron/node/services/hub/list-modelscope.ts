import { z } from "zod"
import type { HubFile } from "#common/domain/hub-files"
import { ProblemError } from "#common/domain/problem"
import { askHubJson, hubProblem, type HubPorts, type HubQuestion, unreadable } from "./ask-hub"
import type { HubListing } from "./hub-server"

const answerSchema = z.object({
  Code: z.number().nullish(),
  Success: z.boolean().nullish(),
  Message: z.string().nullish(),
  Data: z
    .object({
      Files: z
        .array(
          z.object({
            Path: z.string(),
            Type: z.string().nullish(),
            Size: z.number().nullish(),
            Sha256: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
})

/** Lists a repository of ModelScope, which tells the SHA-256 of every file. */
export async function listModelscope(ports: HubPorts, question: HubQuestion): Promise<HubListing> {
  const { server, id, revision } = question
  const query = new URLSearchParams({ Revision: revision ?? "master", Recursive: "true" })
  const url = `${server.endpoint}/api/v1/models/${id}/repo/files?${query.toString()}`
  const { value } = await askHubJson(ports, question, url)
  const parsed = answerSchema.safeParse(value)
  if (!parsed.success) throw unreadable(question, parsed.error.issues[0]?.message ?? "")
  const { Success, Code, Message, Data } = parsed.data
  if (Success === false || (Code ?? 200) !== 200) {
    // Refusals can come with status 200; the code says which.
    const status = [401, 403, 404].includes(Code ?? 0) ? (Code ?? 404) : 404
    throw new ProblemError(hubProblem(question, status, undefined, Message ?? null))
  }
  const files = (Data?.Files ?? []).flatMap(({ Path, Type, Size, Sha256 }): readonly HubFile[] => {
    if (Type === "tree") return []
    const isHash = /^[0-9a-f]{64}$/iu.test(Sha256 ?? "")
    return [
      {
        path: Path,
        bytes: Size ?? null,
        sha256: isHash ? (Sha256?.toLowerCase() ?? null) : null,
        gitSha1: null,
      },
    ]
  })
  if (files.length === 0) throw unreadable(question, "no files")
  return { server, id, revision, commit: null, files, gated: false, license: null }
}
