import type { MachineNeeds } from "../domain/machine/machine-facts"
import { KERNEL_SOURCES } from "./kernel-sources"
import { ENGINE_DISK_BYTES, GLIBC_NEEDED } from "./setup-steps"

/** What the releases of vLLM that Glimmer builds ask of a machine. */
export const MACHINE_NEEDS: MachineNeeds = {
  // Release wheels are compiled for 7.5 (Turing) and newer.
  computeCapability: 7.5,
  bfloat16Capability: 8,
  drivers: KERNEL_SOURCES.flatMap(({ minimumDriver, cuda }) =>
    minimumDriver === null || cuda === null ? [] : [{ minimum: minimumDriver, cuda }],
  ).toSorted((a, b) => b.minimum - a.minimum),
  glibc: GLIBC_NEEDED,
  diskBytes: ENGINE_DISK_BYTES,
  // Measured: server, engine core and worker hold 4.1 GB together with the smallest of models, before any of the
  // CPU trial's cache and before the desktop; the CUDA libraries want more.
  memoryBytes: { cuda: 8e9, cpu: 6e9 },
  // The default utilisation asks for 0.9 and more of a card: what others hold beyond a tenth comes off the cache.
  heldShare: 0.1,
  faultyEngines: [{ version: "0.8.4", code: "glm4-linear-tuple" }],
}
