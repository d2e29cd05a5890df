import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { homeOf } from "#node/home"
import { findForeignEngines } from "#node/services/machine/foreign-engines"
import { symlink, mkdir } from "node:fs/promises"
import { join } from "node:path"
import { fakePorts } from "../../fakes/ports"
import { machineOf } from "./host"

const METADATA = (version: string) =>
  `Metadata-Version: 2.4\nName: vllm\nVersion: ${version}\nSummary: engine\n`

function installed(prefix: string, version: string, library = "lib/python3.12/site-packages") {
  return {
    [`${prefix}/${library}/vllm-${version}.dist-info/METADATA`]: METADATA(version),
    [`${prefix}/bin/python`]: "",
  }
}

describe("vLLMs that were there before", () => {
  it("are found wherever people keep their Pythons, each once, Glimmer's own left out", async () => {
    const { ports, home, root } = await machineOf(null, {
      ...installed("/home/user/miniconda3/envs/llm", "0.8.4"),
      ...installed("/home/user/.pyenv/versions/3.11.9", "0.10.2", "lib/python3.11/site-packages"),
      ...installed("/home/user/work/.venv", "0.11.0"),
      ...installed("/srv/shared/env", "0.12.0"),
      ...installed("/usr", "0.9.0", "local/lib/python3.12/dist-packages"),
      ...installed("/home/user/.local/share/glimmer/engines/0.31.0/environment", "0.31.0"),
      "/home/user/.conda/environments.txt": "/home/user/miniconda3\n/srv/shared/env\n",
      // Neither another package of a similar name nor a half removed one.
      "/home/user/venv/lib/python3.12/site-packages/vllm_flash_attn-2.0.dist-info/METADATA": METADATA("2.0"),
      "/home/user/envs/half/lib/python3.12/site-packages/vllm-0.5.0.dist-info/RECORD": "",
    })
    await mkdir(join(root, "home/user/linked"))
    await symlink(join(root, "home/user/work/.venv"), join(root, "home/user/linked/.venv"))
    await symlink(
      join(root, "home/user/.local/share/glimmer/engines/0.31.0/environment"),
      join(root, "home/user/.venv"),
    )
    const environment = { ...ports.environment, VIRTUAL_ENV: "/home/user/work/.venv" }
    expect(await findForeignEngines({ ...ports, environment }, home)).toEqual([
      { python: "/home/user/.pyenv/versions/3.11.9/bin/python", version: "0.10.2" },
      { python: "/home/user/miniconda3/envs/llm/bin/python", version: "0.8.4" },
      { python: "/home/user/work/.venv/bin/python", version: "0.11.0" },
      { python: "/srv/shared/env/bin/python", version: "0.12.0" },
      { python: "/usr/bin/python", version: "0.9.0" },
    ])
  })

  it("do not hold up the report when a folder never answers", async () => {
    const files = { ...createFiles(), list: () => new Promise<never>(() => undefined) }
    const ports = fakePorts({ files, environment: { HOME: "/home/user" } })
    const search = findForeignEngines(ports, homeOf({ HOME: "/home/user" }))
    await ports.clock.whenSleeping()
    await ports.clock.advance(2000)
    expect(await search).toEqual([])
  })
})
