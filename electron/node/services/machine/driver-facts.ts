import type { Topology } from "#common/domain/hardware"
import { parseCudaVersion } from "#common/domain/machine/smi-words"
import { parseTopology } from "#common/domain/machine/topology"
import type { ProblemCode } from "#common/domain/problem"
import type { NvidiaSmi } from "./nvidia-smi"

/** What the driver tells that stays the same until the next boot. */
export interface DriverFacts {
  readonly cudaVersion: string | null
  readonly topology: Topology | null
}

/** Asking in another way would only fail, or hang, once more. */
const HOPELESS: readonly (ProblemCode | undefined)[] = ["no-gpu-driver", "smi-timeout"]

/** Asks both questions at once. A question that fails leaves its answer empty. */
export async function readDriverFacts(smi: NvidiaSmi): Promise<DriverFacts> {
  const [version, topology] = await Promise.all([smi.ask("--version"), smi.ask("topo", "-m")])
  let cudaVersion = parseCudaVersion(version.text)
  // Older drivers know no --version; the head of the plain table has told it since 410.
  if (cudaVersion === null && !HOPELESS.includes(version.problem?.code)) {
    cudaVersion = parseCudaVersion((await smi.ask()).text)
  }
  return {
    cudaVersion,
    topology: topology.problem === null ? parseTopology(topology.text) : null,
  }
}
