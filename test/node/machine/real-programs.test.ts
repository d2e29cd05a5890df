import { chmod, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { GPU_FIELDS } from "#common/domain/machine/smi-gpus"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import { createSystemInformation } from "#node/adapters/system-information"
import { homeOf } from "#node/home"
import { createMachineService } from "#node/services/machine/machine-service"
import { capture, smiOf } from "../../fakes/nvidia-smi"
import { fakeLog } from "../../fakes/ports"
import { temporaryFolder } from "../adapters/temporary-folder"

function heredoc(text: string | null): string {
  return `cat <<'END'\n${text ?? ""}END\n`
}

/** A program that answers as a captured host does, every question after the same pause. */
async function installSmi(folder: string, host: string, pauseSeconds: number): Promise<void> {
  const cards = smiOf(host)({ arguments: [`--query-gpu=${GPU_FIELDS.join(",")}`] }).stdout ?? ""
  const script = `#!/bin/sh
sleep ${pauseSeconds}
case "$1" in
--query-gpu=*) ${heredoc(cards)};;
--query-compute-apps=*) ${heredoc(`${process.pid}, 1634, GPU-ed72a6d7-df71-f3f5-4c20-7fcea47e98cd, /usr/bin/node\n`)};;
--version) ${heredoc(capture(host, "version.txt"))};;
topo) ${heredoc(capture(host, "topo.txt"))};;
*) exit 1;;
esac
`
  await writeFile(join(folder, "nvidia-smi"), script)
  await chmod(join(folder, "nvidia-smi"), 0o755)
}

describe("with real programs and a real clock", () => {
  it("the report takes as long as one question, not as long as all of them one after another", async () => {
    const folder = await temporaryFolder()
    await installSmi(folder, "h100x2", 1)
    const environment = {
      ...process.env,
      PATH: `${folder}:${process.env["PATH"]}`,
      GLIMMER_HOME: join(folder, "home"),
    }
    const ports = {
      processes: createProcesses(environment),
      files: createFiles(),
      clock: createClock(),
      system: createSystemInformation(),
      log: fakeLog(),
      environment,
      newId: () => "id",
    }
    const service = createMachineService(ports, homeOf(environment))
    const first = await service.report(true)
    const again = await service.report(true)
    expect(first.gpus).toHaveLength(2)
    expect(first.gpus[0]?.processes).toMatchObject([
      { pid: process.pid, name: "node", memoryBytes: 1634 * 2 ** 20 },
    ])
    expect(first).toMatchObject({ cudaVersion: "13.0", topology: { numaNodes: [0, 0] } })
    // Four questions at once, then two; one after another they would take 4 and 2 s.
    expect(first.tookMs["total"]).toBeLessThan(2500)
    expect(again.tookMs["total"]).toBeLessThan(1900)
    expect(first.cpu.threads).toBeGreaterThan(0)
    expect(first.memory.totalBytes).toBeGreaterThan(2 ** 28)
    expect(first.memory.availableBytes).toBeLessThanOrEqual(first.memory.totalBytes)
    expect(first.os.kernel).not.toBe("")
  })
})
