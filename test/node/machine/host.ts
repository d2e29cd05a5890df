import { mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { createFiles } from "#node/adapters/files"
import { homeOf } from "#node/home"
import type { Files } from "#node/ports"
import { createMachineService } from "#node/services/machine/machine-service"
import { smiOf } from "../../fakes/nvidia-smi"
import { fakePorts } from "../../fakes/ports"
import { filesUnder } from "../../fakes/ports-files"
import { FakeProcesses } from "../../fakes/processes"
import { temporaryFolder } from "../adapters/temporary-folder"

/** Every look at a machine needs these; the boot id is what answers are remembered by. */
const BASE = {
  "/proc/sys/kernel/random/boot_id": "b1\n",
  "/etc/os-release": 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\n',
  "/proc/self/cgroup": "0::/user.slice\n",
}

/** A made-up machine: captured answers of nvidia-smi and the files a test wants to be there. */
export async function machineOf(host: string | null, given: Readonly<Record<string, string>> = {}) {
  const root = await temporaryFolder()
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const [path, text] of Object.entries({ ...BASE, ...given })) await write(path, text)
  const processes = new FakeProcesses().answer("getconf", { stdout: "glibc 2.39\n" })
  if (host !== null) processes.install("nvidia-smi").answer("nvidia-smi", smiOf(host))
  const files: Files = filesUnder(root, createFiles())
  const environment = { HOME: "/home/user", PATH: "/usr/bin" }
  const ports = fakePorts({ processes, files, environment })
  const home = homeOf(environment)
  return { ports, home, processes, write, root, service: createMachineService(ports, home) }
}

/** The questions that were put to nvidia-smi, by their first word. */
export function questions(processes: FakeProcesses): readonly string[] {
  return processes.commands
    .filter((command) => command.program.endsWith("nvidia-smi"))
    .map((command) => (command.arguments[0] ?? "").replace(/=.*/, ""))
}
