import type { MachineReport } from "#common/domain/hardware"
import type { Ports } from "../../ports"

/** Processor and operating system: the same until the next boot. */
export interface SystemFacts {
  readonly cpu: MachineReport["cpu"]
  readonly os: MachineReport["os"]
}

type SystemPorts = Pick<Ports, "files" | "processes" | "system">

/** Reads what stays; all at once. A part that cannot be read is empty: it must not hide the rest. */
export async function readSystemFacts(ports: SystemPorts): Promise<SystemFacts> {
  const [cpu, os, glibc] = await Promise.all([
    ports.system.cpu().catch(() => ({ name: "", cores: 0, threads: 0 })),
    ports.system.os().catch(() => ({ platform: "", name: "", release: "", kernel: "", architecture: "" })),
    readGlibc(ports),
  ])
  return { cpu, os: { ...os, wsl: /microsoft/i.test(os.kernel), glibc } }
}

/** Whether this program itself runs in a container, told by what the common engines leave inside. */
export async function isInContainer({ files }: Pick<Ports, "files">): Promise<boolean> {
  const marks = ["/.dockerenv", "/run/.containerenv", "/run/systemd/container"]
  const found = await Promise.all(marks.map((path) => files.info(path).catch(() => null)))
  if (found.some((info) => info !== null)) return true
  const groups = await files.readText("/proc/1/cgroup").catch(() => null)
  return /docker|kubepods|containerd|libpod|lxc/.test(groups ?? "")
}

/** Whether the kernel's part of NVIDIA's driver is loaded; inside a container this tells of the host. */
export async function isDriverLoaded({ files }: Pick<Ports, "files">): Promise<boolean> {
  return (await files.info("/proc/driver/nvidia/version").catch(() => null)) !== null
}

/** Null where there is another C library (musl) or none that says so. */
async function readGlibc({ processes }: Pick<Ports, "processes">): Promise<string | null> {
  const command = { name: "glibc version", program: "getconf", arguments: ["GNU_LIBC_VERSION"] }
  const { stdout } = await processes.run(command, { timeoutMs: 2000 })
  return /^glibc (\d+\.\d+)/.exec(stdout)?.[1] ?? null
}
