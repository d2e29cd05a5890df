import type { CheckId } from "#common/domain/checks/check"
import type { Check } from "../check-world"
import { engineIntegrityCheck, leftoversCheck } from "./engine-checks"
import { driverCheck, gpuCapabilityCheck, gpuFaultsCheck, gpuMemoryCheck, gpuModeCheck } from "./gpu-checks"
import {
  clockCheck,
  compilersCheck,
  diskInodesCheck,
  diskSpaceCheck,
  limitsCheck,
  mainMemoryCheck,
  portsCheck,
  pythonHeadersCheck,
  sharedMemoryCheck,
} from "./machine-checks"
import { modelIntegrityCheck } from "./model-check"
import { certificatesCheck, hubCheck, indexCheck, proxyCheck } from "./network-checks"

/** How each check is made. */
export const CHECKERS: Readonly<Record<CheckId, Check>> = {
  driver: driverCheck,
  "gpu-memory": gpuMemoryCheck,
  "gpu-capability": gpuCapabilityCheck,
  "gpu-mode": gpuModeCheck,
  "gpu-faults": gpuFaultsCheck,
  "main-memory": mainMemoryCheck,
  "shared-memory": sharedMemoryCheck,
  "disk-space": diskSpaceCheck,
  "disk-inodes": diskInodesCheck,
  ports: portsCheck,
  compilers: compilersCheck,
  "python-headers": pythonHeadersCheck,
  limits: limitsCheck,
  clock: clockCheck,
  proxy: proxyCheck,
  certificates: certificatesCheck,
  index: indexCheck,
  hub: hubCheck,
  leftovers: leftoversCheck,
  "engine-integrity": engineIntegrityCheck,
  "model-integrity": modelIntegrityCheck,
}
