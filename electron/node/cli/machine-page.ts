import type { Finding, Gpu, GpuLink, GpuProcess, MachineReport } from "#common/domain/hardware"
import type { CliWords } from "./cli-words"
import { alignRows } from "./rows"

type Row = readonly [name: string, text: string]

/** The machine for people: rows that line up, then what is wrong or worth knowing. */
export async function reportLines(report: MachineReport, words: CliWords): Promise<readonly string[]> {
  const findings = await Promise.all(report.findings.map((finding) => findingLines(finding, words)))
  const rows = [
    ...report.gpus.flatMap((gpu) => gpuRows(gpu, words)),
    ...report.otherGpus.map((gpu): Row => [words.say("gpu"), words.say("unserved-gpu", { name: gpu.name })]),
    ...(report.gpus.length + report.otherGpus.length === 0
      ? [[words.say("gpu"), words.say("no-gpu")] as const]
      : []),
    ...linkRows(report, words),
    ...hostRows(report, words),
  ]
  return [...alignRows(rows), ...findings.flatMap((lines) => ["", ...lines])]
}

function gpuRows(gpu: Gpu, words: CliWords): readonly Row[] {
  const { formats } = words
  const facts = [
    gpu.name,
    words.say("free-of", { freeBytes: gpu.memoryFreeBytes, totalBytes: gpu.memoryTotalBytes }),
    ...(gpu.computeCapability === null
      ? []
      : [words.say("capability", { capability: gpu.computeCapability.toFixed(1) })]),
    ...(gpu.temperatureCelsius === null ? [] : [`${gpu.temperatureCelsius} °C`]),
    ...(gpu.powerDrawWatts === null || gpu.powerLimitWatts === null
      ? []
      : [`${formats.number(gpu.powerDrawWatts)} / ${formats.number(gpu.powerLimitWatts)} W`]),
    ...(gpu.displayActive === true ? [words.say("display")] : []),
    ...(gpu.migEnabled === true ? [words.say("mig", { profiles: profilesOf(gpu) })] : []),
  ]
  const holders = gpu.processes.map((process): Row => ["", holderText(process, words)])
  return [[`${words.say("gpu")} ${gpu.index}`, facts.join(", ")], ...holders]
}

function profilesOf({ migDevices = [] }: Gpu): string {
  return migDevices.map((device) => device.profile).join(", ")
}

function holderText({ pid, name, user, memoryBytes }: GpuProcess, words: CliWords): string {
  const held = memoryBytes === null ? "" : words.formats.bytes(memoryBytes)
  if (name === null) return words.say("hidden-program", { pid, held })
  return words.say("held", { name, user: user ?? "?", pid, held }).trimEnd()
}

/** Pairs that are linked alike share a line: eight cards have twenty-eight pairs. */
function linkRows({ topology }: MachineReport, words: CliWords): readonly Row[] {
  const pairs = new Map<string, string[]>()
  for (const link of topology?.links ?? []) {
    const kind = kindText(link)
    pairs.set(kind, [...(pairs.get(kind) ?? []), `${link.from}–${link.to}`])
  }
  return [...pairs].map(([kind, between], at) => [
    at === 0 ? words.say("links") : "",
    `${kind}: ${between.join(" ")}`,
  ])
}

function kindText({ kind, nvlinks }: GpuLink): string {
  return kind === "NVLINK" ? `NVLink ×${nvlinks}` : `PCIe ${kind}`
}

function hostRows(report: MachineReport, words: CliWords): readonly Row[] {
  const { driverVersion, cudaVersion, cpu, memory, disk, os } = report
  const driver = [driverVersion ?? "", ...(cudaVersion === null ? [] : [`CUDA ${cudaVersion}`])].join(", ")
  const system = [
    `${os.name} ${os.release}`.trim(),
    os.kernel,
    os.architecture,
    ...(os.glibc === null ? [] : [`glibc ${os.glibc}`]),
    ...(os.wsl ? ["WSL"] : []),
  ]
  const { cores, threads } = cpu
  return [
    ...(driverVersion === null ? [] : [[words.say("driver"), driver] as const]),
    [words.say("processor"), `${cpu.name}, ${words.say("cores", { cores, threads })}`],
    [
      words.say("memory"),
      words.say("free-of", { freeBytes: memory.availableBytes, totalBytes: memory.totalBytes }),
    ],
    [
      words.say("disk"),
      `${words.say("free-of", { freeBytes: disk.freeBytes, totalBytes: disk.totalBytes })}, ${disk.path}`,
    ],
    [words.say("system"), system.join(", ")],
    ...report.foreignEngines.map(({ version, python }, at): Row => [
      at === 0 ? "vLLM" : "",
      words.say("foreign", { version, python }),
    ]),
  ]
}

/** A foreign vLLM stands among the rows already; only one with a known fault is a finding to read. */
async function findingLines({ level, problem }: Finding, words: CliWords): Promise<readonly string[]> {
  if (problem.code === "foreign-vllm") return []
  const [first = "", ...rest] = (await words.problem(problem)).split("\n")
  return [`${words.list.levels[level]} ${first}`, ...rest.map((line) => `  ${line}`)]
}
