import { KERNEL_SOURCES } from "#common/data/kernel-sources"
import { ENGINE_DISK_BYTES, GLIBC_NEEDED } from "#common/data/setup-steps"
import type { MachineReport } from "#common/domain/hardware"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { compareVersions } from "#common/domain/resolve/versions"
import type { Home } from "../../../home"
import type { Ports } from "../../../ports"
import type { Step } from "../step"

/** Whether this machine can take an engine at all, found out before anything is fetched. */
export function checkStep(
  ports: Pick<Ports, "files">,
  home: Home,
  machine: () => Promise<MachineReport>,
): Step {
  return async ({ request, line }) => {
    const report = await machine()
    requireSystem(report)
    if (request.target === "cuda") requireDriver(report)
    await ports.files.makeFolder(home.downloads)
    const { freeBytes } = await ports.files.space(home.root)
    // What an earlier attempt has already fetched need not be fetched again.
    const haveBytes = await ports.files.folderBytes(home.downloads)
    const neededBytes = Math.max(1e9, ENGINE_DISK_BYTES[request.target] - haveBytes)
    line(`free ${gigabytes(freeBytes)} GB, needed ${gigabytes(neededBytes)} GB in ${home.root}`)
    if (freeBytes < neededBytes) {
      throw new ProblemError(makeProblem("disk-too-small", { freeBytes, neededBytes, path: home.root }))
    }
    return {
      freeBytes,
      neededBytes,
      homePath: home.root,
      driver: report.driverVersion,
      cuda: report.cudaVersion,
      glibc: report.os.glibc,
      gpus: report.gpus.length,
    }
  }
}

function requireSystem(report: MachineReport): void {
  const { platform, glibc, name, architecture } = report.os
  const known = architecture === "x64" || architecture === "arm64"
  const glibcFits = glibc === null || compareVersions(glibc, GLIBC_NEEDED) >= 0
  if (platform === "linux" && known && glibcFits) return
  throw new ProblemError(
    makeProblem("os-unsupported", { system: name, architecture, glibc: glibc ?? "", needed: GLIBC_NEEDED }),
  )
}

function requireDriver(report: MachineReport): void {
  const wanted = KERNEL_SOURCES.flatMap((source) => source.minimumDriver ?? [])
  const installed = report.driverVersion
  if (report.gpus.length === 0 || installed === null) throw new ProblemError(makeProblem("no-gpu-driver"))
  if (compareVersions(installed, String(Math.min(...wanted))) < 0) {
    // Whoever has to update a driver should do it once: the newest kernels name the release.
    throw new ProblemError(makeProblem("driver-too-old", { installed, needed: Math.max(...wanted) }))
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1)
}
