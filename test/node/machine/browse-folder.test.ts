import { chmod, mkdir, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { browseFolder } from "#node/services/machine/browse-folder"
import { temporaryFolder } from "../adapters/temporary-folder"

async function browse(path: string | null, files: boolean, home: string) {
  return browseFolder({ files: createFiles(), environment: { HOME: home } }, path, files)
}

describe("a folder in the file picker", () => {
  it("has folders first, an order no language changes, models marked, hidden things and broken links left out", async () => {
    const home = await temporaryFolder()
    for (const folder of ["zeta", "Äpfel", "alpha", "Beta", ".cache", "模型"]) await mkdir(join(home, folder))
    await writeFile(join(home, "alpha", "config.json"), "{}")
    await mkdir(join(home, "Beta", "config.json"))
    await symlink(join(home, "alpha"), join(home, "linked"))
    await symlink(join(home, "nowhere"), join(home, "broken"))
    await writeFile(join(home, "b.txt"), "12345")
    await writeFile(join(home, "A.txt"), "1")
    const listing = await browse(null, true, home)
    expect(listing.path).toBe(home)
    expect(listing.entries.map(({ name, kind, bytes, model }) => [name, kind, bytes, model])).toEqual([
      ["alpha", "folder", null, true],
      ["Beta", "folder", null, false],
      ["linked", "folder", null, true],
      ["zeta", "folder", null, false],
      ["Äpfel", "folder", null, false],
      ["模型", "folder", null, false],
      ["A.txt", "file", 1, false],
      ["b.txt", "file", 5, false],
    ])
    expect((await browse("~/", false, home)).entries.map(({ kind }) => kind)).not.toContain("file")
  })

  it("tells where it really is, and what is above it", async () => {
    const home = await temporaryFolder()
    await mkdir(join(home, "real", "inside"), { recursive: true })
    await symlink(join(home, "real"), join(home, "link"))
    const listing = await browse("~/link", false, home)
    expect(listing).toMatchObject({ path: join(home, "real"), parent: home })
    expect((await browse("/", false, home)).parent).toBeNull()
  })

  it("says what is wrong with a path by its code", async () => {
    const home = await temporaryFolder()
    await writeFile(join(home, "file"), "")
    const failing = (path: string) => browse(path, true, home).catch((error: unknown) => error)
    expect(await failing(join(home, "gone"))).toMatchObject({ problem: { code: "not-found" } })
    expect(await failing(join(home, "file"))).toMatchObject({ problem: { code: "invalid-input" } })
    expect(await failing("relative/path")).toMatchObject({ problem: { code: "invalid-input" } })
    const problem = new ProblemError(makeProblem("permission-denied", { path: home }))
    const files = { ...createFiles(), list: () => Promise.reject(problem) }
    await expect(browseFolder({ files, environment: {} }, home, true)).rejects.toBe(problem)
  })

  it("shows a folder that may not be opened", async () => {
    const home = await temporaryFolder()
    await mkdir(join(home, "closed"))
    await chmod(join(home, "closed"), 0)
    expect((await browse(home, false, home)).entries).toEqual([
      { name: "closed", kind: "folder", bytes: null, model: false },
    ])
    await chmod(join(home, "closed"), 0o755)
  })

  it("stays bounded: a folder of thousands shows its first two thousand", async () => {
    const home = await temporaryFolder()
    const names = Array.from({ length: 2500 }, (_, at) => `file-${String(at).padStart(5, "0")}`)
    await Promise.all(names.map((name) => writeFile(join(home, name), "")))
    const { entries, omitted } = await browse(home, true, home)
    expect([entries.length, omitted]).toEqual([2000, 500])
    expect([entries[0]?.name, entries.at(-1)?.name]).toEqual(["file-00000", "file-01999"])
  })
})
