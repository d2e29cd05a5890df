import type { RuleBook } from "../../domain/diagnosis/rule"
import { GPU_DRIVER_RULES } from "./gpu-driver"
import { INSTALL_PACKAGE_RULES } from "./install-packages"
import { MEMORY_RULES } from "./memory"
import { MODEL_RULES } from "./model"
import { NETWORK_RULES } from "./network"
import { HARMLESS, TELLING } from "./noise"
import { PARALLELISM_RULES } from "./parallelism"
import { PHRASES } from "./phrases"
import { QUANTISATION_RULES } from "./quantisation"
import { RUNTIME_RULES } from "./runtime"
import { SERVER_REQUEST_RULES } from "./server-requests"
import { MARKS, RUNS, STAGES } from "./stages"
import { TOOLCHAIN_RULES } from "./toolchain"

/** All that the doctor knows. How patterns are written stands in domain/diagnosis/template.ts. */
export const LOG_RULES: RuleBook = {
  causes: [
    ...MODEL_RULES,
    ...MEMORY_RULES,
    ...GPU_DRIVER_RULES,
    ...TOOLCHAIN_RULES,
    ...INSTALL_PACKAGE_RULES,
    ...NETWORK_RULES,
    ...PARALLELISM_RULES,
    ...QUANTISATION_RULES,
    ...SERVER_REQUEST_RULES,
    ...RUNTIME_RULES,
  ],
  stages: STAGES,
  runs: RUNS,
  marks: MARKS,
  harmless: HARMLESS,
  telling: TELLING,
  phrases: PHRASES,
}
