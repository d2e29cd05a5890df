import { execFileSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A disk of a few MiB, in main memory, gone with the test that mounted it. */
export class SmallDisk implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  /** Null where this user may not mount. */
  static async mount(mebibytes: number): Promise<SmallDisk | null> {
    const folder = await mkdtemp(join(tmpdir(), "glimmer-disk-"))
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder], { stdio: "pipe" })
      return new SmallDisk(folder)
    } catch {
      await rm(folder, { recursive: true })
      return null
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A program that still looks at it keeps it until it ends.
    execFileSync("umount", ["--lazy", this.folder])
    await rm(this.folder, { recursive: true, force: true })
  }
}
