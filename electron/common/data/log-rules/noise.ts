import type { RuleBook } from "../../domain/diagnosis/rule"

/** Lines that look bad and are not: they stand in healthy logs, or repeat what was said before. */
export const HARMLESS: RuleBook["harmless"] = [
  "Found ulimit of",
  "destroy_process_group() was not called",
  "resource_tracker: There appear to be",
  "The hostname of the client socket cannot be retrieved",
  "The pynvml package is deprecated",
  "libnccl-net.so",
  "NET/Plugin",
  "Performing Test «name:word»",
  "Looking for «name» - not found",
  "TORCH_NCCL_AVOID_RECORD_STREAMS is the default now",
  "The above exception was the direct cause",
  "During handling of the above exception",
  "This error originates from a subprocess",
  "error: subprocess-exited-with-error",
  "CUDA kernel errors might be asynchronously reported",
  "For debugging consider passing CUDA_LAUNCH_BLOCKING",
  "Failed to import from vllm._C_AVX2",
  "Failed to import the DeepSelect extension",
  "Failed to import from vllm._«extension:word»: ModuleNotFoundError",
  "Failed to create oneDNN linear",
  "Some attention backends are not valid",
  "Custom allreduce is disabled because",
  "Overriding VLLM_WORKER_MULTIPROC_METHOD",
  "force killing remaining process",
  "No available shared memory broadcast block found",
  "Dumping input data for",
  "Dumping scheduler",
  "WARNING: Running pip as the 'root' user",
  "A new release of pip is available",
  "Falling back to regular HTTP download",
  // Nothing but numbers for the developers goes there; the engine does not need it.
  "stats.vllm.ai",
  // What a build does, file by file: names of files and options are no complaints.
  "^[«step:int»/«steps:int»] ‹Building|Linking|Compiling|Generating|Performing›",
  " -forward-unknown-to-host-compiler ",
  "--generate-dependencies-with-compile",
  "^‹copying|adding|creating|writing|reading› «path»",
  "^Could NOT find ‹nvtx3|CUDNN|CUSPARSELT|CUDSS|NUMA|OpenMP|MKL|ccache|kineto›",
]

/**
 * Lines that tell most where no rule fits: the ends of tracebacks and the complaints of programs. What only wraps a
 * cause stands in the rules as `wrapper` and is not told.
 */
export const TELLING: RuleBook["telling"] = [
  "^«error:name»‹Error|Exception›: «detail»",
  "^Exception: «detail»",
  "^«error:name»Error$",
  "^«module:name».«error:name»: «detail»…‹Error|error|failed|Failed›",
  "^error: «detail»",
  "^fatal: «detail»",
  "^致命错误",
  "fatal error: «detail»",
  "CMake Error«detail»",
  "^FAILED: «detail»",
  "ninja: build stopped",
  "^Could not «detail»",
  "^Failed to «detail»",
  "Fatal Python error",
  "«detail» Aborted (core dumped)",
  "terminate called after throwing",
]
