import { link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { problemOfSystemError } from "#node/adapters/files-problem"
import { createProcesses } from "#node/adapters/processes"
import { bundleScript } from "./bundle-script"
import { temporaryFolder } from "./temporary-folder"

const files = createFiles()
const processes = createProcesses(process.env)

function system(code: string): Error {
  return Object.assign(new Error(`${code}: write`), { code })
}

describe("writing a text", () => {
  it("keeps the old text when the disk takes only a part of the new one", async () => {
    const folder = await temporaryFolder()
    const path = join(folder, "state.json")
    await files.writeText(path, "old")
    const script = await bundleScript(
      folder,
      "writer",
      `import { createFiles } from "#node/adapters/files"
       createFiles().writeText(process.argv[2], "x".repeat(200_000)).then(() => console.log("written"), () => console.log("refused"))`,
    )
    // A file may grow to 64 KiB here: the first write is cut short and reports no error, as on a full disk.
    const result = await processes.run(
      {
        name: "writer",
        program: "/bin/bash",
        arguments: ["-c", 'ulimit -f 64; exec "$0" "$@"', process.execPath, script, path],
      },
      { timeoutMs: 15_000 },
    )
    expect(result.stdout).toBe("refused\n")
    expect(await readFile(path, "utf8")).toBe("old")
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([])
  })

  it("leaves a whole text behind when the writer is killed in the middle", async () => {
    const folder = await temporaryFolder()
    const path = join(folder, "state.json")
    const script = await bundleScript(
      folder,
      "writer",
      `import { createFiles } from "#node/adapters/files"
       const files = createFiles()
       for (let round = 0; ; round++) {
         await files.writeText(process.argv[2], (round % 2 === 0 ? "a" : "b").repeat(1_000_000))
         process.stdout.write(round + "\\n")
       }`,
    )
    const controller = new AbortController()
    await processes.run(
      {
        name: "writer",
        program: process.execPath,
        arguments: [script, path],
        signal: controller.signal,
      },
      { timeoutMs: 15_000, graceMs: 0, onLine: (line) => line === "20" && controller.abort() },
    )
    expect(await readFile(path, "utf8")).toMatch(/^(a{1000000}|b{1000000})$/)
  })

  it("ends with the last text when many are written at once, through a link, with its mode kept", async () => {
    const folder = await temporaryFolder()
    const [target, path] = [join(folder, "dotfiles-settings.json"), join(folder, "settings.json")]
    await writeFile(target, "", { mode: 0o640 })
    await symlink(target, path)
    await Promise.all(Array.from({ length: 30 }, (_, at) => files.writeText(path, `text ${at}`)))
    expect(await readFile(target, "utf8")).toBe("text 29")
    expect((await lstat(path)).isSymbolicLink()).toBe(true)
    expect((await stat(target)).mode & 0o777).toBe(0o640)
    await files.writeText(join(folder, "key"), "secret", 0o600)
    expect((await stat(join(folder, "key"))).mode & 0o777).toBe(0o600)
  })
})

describe("links", () => {
  it("are switched without a moment in which there is none", async () => {
    const folder = await temporaryFolder()
    const current = join(folder, "current")
    await files.switchLink(current, "engine-0")
    let done = false
    const seen = new Set<string | null>()
    const reader = (async () => {
      while (!done) seen.add(await files.readLink(current))
    })()
    for (let round = 1; round <= 200; round++) await files.switchLink(current, `engine-${round % 2}`)
    done = true
    await reader
    expect(seen).toEqual(new Set(["engine-0", "engine-1"]))
    expect(await readdir(folder)).toEqual(["current"])
  })

  it("never replace a real folder", async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, "current", "inside"), { recursive: true })
    await expect(files.switchLink(join(folder, "current"), "engine-1")).rejects.toThrow("EISDIR")
    expect(await readdir(folder)).toEqual(["current"])
    expect(await readdir(join(folder, "current"))).toEqual(["inside"])
  })
})

describe("looking at a disk", () => {
  it("says nothing is there by null, an empty list or nothing at all, and a failed act by its problem", async () => {
    const folder = await temporaryFolder()
    const gone = join(folder, "gone")
    await writeFile(join(folder, "file"), "")
    await symlink(join(folder, "loop"), join(folder, "loop"))
    expect(await files.readText(gone)).toBeNull()
    expect(await files.info(gone)).toBeNull()
    expect(await files.info(join(folder, "file", "below"))).toBeNull()
    expect(await files.info(join(folder, "loop"))).toBeNull()
    expect(await files.readLink(join(folder, "file"))).toBeNull()
    expect(await files.realPath(gone)).toBeNull()
    expect(await files.list(gone)).toEqual([])
    await files.remove(gone)
    await expect(files.rename(gone, join(folder, "to"))).rejects.toMatchObject({
      problem: { code: "not-found", values: { path: gone } },
    })
    await expect(files.readText(folder)).rejects.toThrow("EISDIR")
  })

  it("tells a full disk and a missing right apart, and lets what it does not know through", () => {
    expect(problemOfSystemError(system("ENOSPC"), "/x")).toMatchObject({
      problem: { code: "disk-full", values: { path: "/x" }, evidence: "ENOSPC: write" },
    })
    expect(problemOfSystemError(system("EROFS"), "/x")).toMatchObject({
      problem: { code: "permission-denied" },
    })
    const unknown = system("EIO")
    expect(problemOfSystemError(unknown, "/x")).toBe(unknown)
  })

  it("lists links as what they point to", async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, "blobs"))
    await writeFile(join(folder, "blobs", "1"), "weights")
    await symlink("blobs", join(folder, "folder-link"))
    await symlink("blobs/1", join(folder, "file-link"))
    await symlink("nowhere", join(folder, "broken"))
    const kinds = Object.fromEntries((await files.list(folder)).map((entry) => [entry.name, entry.kind]))
    expect(kinds).toEqual({ blobs: "folder", "folder-link": "folder", "file-link": "file", broken: "other" })
  })

  it("counts a file with several names once and follows no link, as du does", async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, "a", "b"), { recursive: true })
    await writeFile(join(folder, "a", "one"), Buffer.alloc(300_000, 1))
    await link(join(folder, "a", "one"), join(folder, "a", "b", "same"))
    for (let number = 0; number < 200; number++) await writeFile(join(folder, "a", `small-${number}`), "x")
    await symlink("/usr", join(folder, "a", "outside"))
    const du = await processes.run(
      { name: "du", program: "du", arguments: ["-s", "-B1", folder] },
      { timeoutMs: 5000 },
    )
    expect(await files.folderBytes(folder)).toBe(Number(du.stdout.split("\t")[0]))
    expect(await files.folderBytes(join(folder, "gone"))).toBe(0)
  })

  it("knows the space of a folder that does not exist yet", async () => {
    const folder = await temporaryFolder()
    const here = await files.space(folder)
    const there = await files.space(join(folder, "not", "yet"))
    expect(there.totalBytes).toBe(here.totalBytes)
    expect(there.freeBytes).toBeGreaterThan(0)
    expect(there.freeBytes).toBeLessThanOrEqual(there.totalBytes)
  })
})

describe("a file written at positions", () => {
  it("keeps what it holds when it is opened again, and reads to its end", async () => {
    const folder = await temporaryFolder()
    const path = join(folder, "wheel.part")
    const first = await files.open(path, "write")
    await first.write(Buffer.from("world"), 6)
    await first.write(Buffer.from("hello "), 0)
    await first.sync()
    await first.close()
    const second = await files.open(path, "write")
    await second.write(Buffer.from("W"), 6)
    expect(Buffer.from(await second.read(100, 0)).toString()).toBe("hello World")
    await second.truncate(5)
    await second.close()
    const third = await files.open(path, "read")
    expect(Buffer.from(await third.read(3, 3)).toString()).toBe("lo")
    expect(await third.read(3, 50)).toHaveLength(0)
    await third.close()
    await expect(files.open(join(folder, "gone"), "read")).rejects.toMatchObject({
      problem: { code: "not-found" },
    })
  })

  it("copies a folder with its links as links, and makes a file a program", async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, "from"))
    await writeFile(join(folder, "from", "uv"), "#!/bin/sh\necho started\n", { mode: 0o644 })
    await symlink("uv", join(folder, "from", "link"))
    await files.copy(join(folder, "from"), join(folder, "to"))
    expect(await files.readLink(join(folder, "to", "link"))).toBe("uv")
    await files.makeExecutable(join(folder, "to", "uv"))
    const result = await processes.run(
      { name: "uv", program: join(folder, "to", "uv"), arguments: [] },
      { timeoutMs: 5000 },
    )
    expect(result.stdout).toBe("started\n")
  })
})

describe("making a folder", () => {
  it("makes those above it too, and is content with one that is there", async () => {
    const path = join(await temporaryFolder(), "a/b/c")
    await files.makeFolder(path)
    await files.makeFolder(path)
    expect((await stat(path)).isDirectory()).toBe(true)
  })

  it("says what is in the way", async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, "file"), "")
    await expect(files.makeFolder(join(folder, "file/a"))).rejects.toThrow("not-found")
  })

  // Node's own way tries for ever there.
  it("gives up where the system lets nobody make one", async () => {
    await expect(files.makeFolder("/proc/glimmer/models")).rejects.toThrow("not-found")
  })
})
