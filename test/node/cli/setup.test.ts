import { chmod, mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { emptyHome, glimmer, launch, lives } from "./glimmer"

/** A home, and a PATH whose `uv` says its version and then never comes to an end of anything. */
async function homeWithSlowUv() {
  const home = await emptyHome()
  const folder = join(home.GLIMMER_HOME, "slow")
  await mkdir(folder)
  const uv = join(folder, "uv")
  await writeFile(
    uv,
    `#!/bin/sh
[ "$1" = --version ] && echo "uv 0.9.9" && exit
echo $$ > "${folder}/pid"
exec sleep 600
`,
  )
  await chmod(uv, 0o755)
  const environment = { ...home, HOME: home.GLIMMER_HOME, PATH: `${folder}:${process.env["PATH"]}` }
  return { environment, pidFile: join(folder, "pid") }
}

describe("setup", { timeout: 60_000 }, () => {
  it("is paused by Ctrl-C where it is, tells so, and leaves no tool behind", async () => {
    const { environment, pidFile } = await homeWithSlowUv()
    const setup = launch(["setup", "--target", "cpu", "--progress"], environment)
    await setup.says("stdout", /"step":"(tools|lock)"/)
    await expect.poll(() => readFile(pidFile, "utf8").catch(() => ""), { timeout: 15_000 }).toMatch(/\d+\n/)
    setup.child.kill("SIGINT")
    const { code, stderr, stdout } = await setup.ended
    expect(code).toBe(130)
    expect(stderr).toContain("Paused. What was done is kept; `glimmer setup` goes on from there.")
    for (const line of stdout.trim().split("\n")) {
      expect(Object.keys(JSON.parse(line))).toEqual(["overall", "phase", "step", "progress"])
    }
    expect(lives(Number(await readFile(pidFile, "utf8")))).toBe(false)
    const status = JSON.parse((await glimmer(["status", "--json"], environment)).stdout)
    expect(status.setup.snapshot.phase).toBe("paused")
    expect((await glimmer(["status"], environment)).stdout).toMatch(/interrupted at step \d of \d/)
  })
})
