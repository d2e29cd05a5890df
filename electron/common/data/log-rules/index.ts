import type { RuleBook } from "../../domain/diagnosis/rule"
import { GPU_KERNEL_RULES } from "./gpu-kernels"
import { GPU_DRIVER_RULES } from "./gpu-driver"
import { INSTALL_WHEEL_RULES } from "./install-wheels"
import { INSTALL_PACKAGE_RULES } from "./install-packages"
import { MEMORY_RULES } from "./memory"
import { PROCESS_END_RULES } from "./process-ends"
import { MODEL_SUPPORT_RULES } from "./model-support"
import { TOOL_CALL_RULES } from "./tool-calls"
import { MODEL_FILE_RULES } from "./model-files"
import { NETWORK_RULES } from "./network"
import { HUB_RULES } from "./hubs"
import { HARMLESS, TELLING } from "./noise"
import { PARALLELISM_RULES } from "./parallelism"
import { PHRASES } from "./phrases"
import { QUANTISATION_RULES } from "./quantisation"
import { RUNTIME_RULES } from "./runtime"
import { SERVER_REQUEST_RULES } from "./server-requests"
import { MARKS, RUNS, STAGES } from "./stages"
import { TOOLCHAIN_RULES } from "./toolchain"
import { COMPILER_RULES } from "./compilers"

/** All that the doctor knows. How patterns are written stands in domain/diagnosis/template.ts. */
export const LOG_RULES: RuleBook = {
  causes: [
    ...MODEL_SUPPORT_RULES,
    ...TOOL_CALL_RULES,
    ...MODEL_FILE_RULES,
    ...MEMORY_RULES,
    ...PROCESS_END_RULES,
    ...GPU_KERNEL_RULES,
    ...GPU_DRIVER_RULES,
    ...TOOLCHAIN_RULES,
    ...COMPILER_RULES,
    ...INSTALL_WHEEL_RULES,
    ...INSTALL_PACKAGE_RULES,
    ...NETWORK_RULES,
    ...HUB_RULES,
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
