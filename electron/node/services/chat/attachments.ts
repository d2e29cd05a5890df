import { basename, extname, isAbsolute } from "node:path"
import type { Attachment } from "#common/domain/chat"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Files } from "../../ports"
import { LARGEST_FILE_BYTES } from "../../tools/read-file"
import { decodeText, TEXT_SAMPLE_BYTES } from "../../tools/text-file"

/**
 * A file as an attachment; its path is free of links. Errors with `not-found`, `not-a-text-file`, `file-too-large`,
 * `permission-denied`.
 */
export async function describeFile(files: Files, path: string): Promise<Attachment> {
  const name = basename(path)
  const realPath = isAbsolute(path) ? await files.realPath(path) : null
  const info = realPath === null ? null : await files.info(realPath)
  if (realPath === null || info === null) throw new ProblemError(makeProblem("not-found", { path }))
  if (info.kind !== "file") throw new ProblemError(makeProblem("not-a-text-file", { path, name }))
  if (info.bytes > LARGEST_FILE_BYTES) {
    const values = { path, name, bytes: info.bytes, limitBytes: LARGEST_FILE_BYTES }
    throw new ProblemError(makeProblem("file-too-large", values))
  }
  if (!(await isText(files, realPath, info.bytes))) {
    throw new ProblemError(makeProblem("not-a-text-file", { path, name }))
  }
  return { name, path: realPath, bytes: info.bytes }
}

async function isText(files: Files, path: string, bytes: number): Promise<boolean> {
  const file = await files.open(path, "read")
  try {
    const sample = await file.read(Math.min(bytes, TEXT_SAMPLE_BYTES), 0)
    return decodeText(sample, bytes <= TEXT_SAMPLE_BYTES) !== null
  } finally {
    await file.close()
  }
}

/** The files with names that differ from those of other files: a model asks for a file by its name alone. */
export function withNamesApart(
  files: readonly Attachment[],
  earlier: readonly Attachment[],
): readonly Attachment[] {
  const pathOf = new Map(earlier.map(({ name, path }) => [name, path]))
  const unique = new Map(files.map((file) => [file.path, file]))
  return [...unique.values()].map((file) => {
    let { name } = file
    for (let n = 2; (pathOf.get(name) ?? file.path) !== file.path; n++) {
      name = `${basename(file.name, extname(file.name))} (${n})${extname(file.name)}`
    }
    pathOf.set(name, file.path)
    return { ...file, name }
  })
}
