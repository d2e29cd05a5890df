import type { CauseRule } from "../../domain/diagnosis/rule"

/** While running, and failures that only say that there was one. */
export const RUNTIME_RULES: readonly CauseRule[] = [
  {
    class: "max-len-forced-crash",
    means: "Longer contexts than the model's were forced, and a kernel reached beyond its tables.",
    signs: [
      {
        says: [
          "device-side assert triggered",
          "cudaErrorAssert",
          "Assertion `…index…` failed",
          "indexSelect…Assertion",
        ],
        with: ["length-forced"],
        confidence: "high",
      },
      {
        says: [
          "device-side assert triggered",
          "cudaErrorAssert",
          "Assertion `…‹index out of bounds|srcIndex < srcSelectDimSize|idx_dim|-sizes[i] <= index›",
        ],
        confidence: "medium",
      },
    ],
    beats: ["engine-dead-illegal-memory"],
    also: ["length", "modelLength"],
    fixes: [
      { kind: "unset-environment", name: "VLLM_ALLOW_LONG_MAX_MODEL_LEN" },
      { kind: "lower-max-model-len", tokens: { amount: "length-of-model" } },
      { kind: "start-again" },
      { kind: "explain-longer-than-model" },
    ],
  },
  {
    class: "cuda-fork-reinit",
    means: "CUDA was in use before the engine split into processes the quick way.",
    signs: [
      {
        says: [
          "Cannot re-initialize CUDA in forked subprocess",
          "you must use the 'spawn' start method",
          "CUDA …forked ‹subprocess|process›",
          "initialization error …forked",
        ],
        butNot: ["Overriding VLLM_WORKER_MULTIPROC_METHOD", "We must use the `spawn`"],
        confidence: "high",
      },
      {
        says: [
          // It goes over several lines.
          "An attempt has been made to start a new process before the",
          "CUDA error: initialization error",
          "cudaGetDeviceCount()…Error 3: initialization error",
        ],
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "set-environment", name: "VLLM_WORKER_MULTIPROC_METHOD", value: "spawn" }],
  },
  {
    class: "engine-dead-illegal-memory",
    means: "A GPU kernel went wrong and took the engine with it.",
    signs: [
      {
        says: [
          "an illegal memory access was encountered",
          "cudaErrorIllegalAddress",
          "CUDA_ERROR_ILLEGAL_ADDRESS",
          "illegal instruction was encountered",
          "cudaErrorIllegalInstruction",
          "misaligned address",
          "unspecified launch failure",
          "cudaErrorLaunchFailure",
          "CUBLAS_STATUS_‹EXECUTION_FAILED|INTERNAL_ERROR|NOT_INITIALIZED|NOT_SUPPORTED|INVALID_VALUE›",
          "CUDNN_STATUS_‹EXECUTION_FAILED|INTERNAL_ERROR|MAPPING_ERROR›",
          "invalid program counter",
          "Warp ‹Illegal|Out-of-range|Misaligned›",
          "Memory access fault by GPU",
          "operation not permitted when stream is capturing",
          "CUDA error: the launch timed out and was terminated",
          "CUDA error: unknown error",
          "CUDA error: invalid argument",
          "CUDA error: operation failed due to a previous error during capture",
        ],
        confidence: "high",
      },
      {
        says: [
          "CUDA error: ‹invalid configuration argument|invalid resource handle|invalid device context|invalid device symbol|operation not permitted|operation not supported|context is destroyed|too many blocks in cooperative launch|the launch configuration is incompatible|a dependency would have been created which crosses|the graph update was not performed|array is mapped|already mapped|resource not mapped|hardware stack error|invalid pitch argument|invalid host pointer›",
          "cuDNN error: CUDNN_STATUS_",
        ],
        butNot: ["VERSION_MISMATCH", "ARCH_MISMATCH"],
        rank: "weak",
        confidence: "medium",
      },
      {
        says: ["Cuda error …custom_all_reduce", "custom_all_reduce.cuh"],
        with: ["engine-dead"],
        confidence: "high",
      },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "start-again" },
      { kind: "upgrade-engine", minimum: null },
      { kind: "no-custom-all-reduce" },
      { kind: "no-cuda-graphs" },
    ],
  },
  {
    class: "engine-start-timeout",
    means: "The start took longer than the engine waits.",
    signs: [
      {
        says: [
          "Timed out waiting for engines to send",
          "Timed out waiting for engine ‹core |›process‹es|›",
          "Timed out waiting for ‹engines|engine|new engine core|worker|workers›",
          "Did not receive response from front-end process within «minutes:int»",
          "Engine ‹core |›‹initialization|startup|start-up› timed out",
          "‹server|Server› failed to start in time",
          "‹Engine|engine|Server|server› ‹did not|didn't› ‹start|become ready› ‹in|within›",
          "VLLM_ENGINE_READY_TIMEOUT_S",
          "RPC call to ‹init|load_model|determine|get_kv_cache|compile|initialize›«method:word» timed out",
          "TimeoutError: …‹engine|worker|core› …‹ready|start›",
          "Client socket has timed out after «milliseconds:int»ms while trying to connect",
          "The client socket has timed out",
          "‹torch|›.distributed.DistStoreError: Timed out",
          "Timed out after «seconds:int» seconds waiting for clients",
          "failed to report …within timeout=«seconds:number» seconds during startup",
          "wait timeout after «milliseconds:int»ms",
          "‹MQLLMEngine|RPCServer|Server› didn't reply within «milliseconds:int»",
        ],
        confidence: "high",
      },
      {
        // Somebody outside loses patience and ends it.
        says: [
          "‹Startup|Liveness› probe failed: «detail»",
          "failed ‹startup|liveness› probe, will be restarted",
        ],
        from: "any",
        rank: "weak",
        confidence: "medium",
      },
      {
        says: ["RPC call to «method:word» timed out", "TimeoutError: RPC call"],
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "longer-start-time", seconds: 3600 }, { kind: "start-again" }],
  },
  {
    class: "open-files-limit",
    means: "The process may not open as many files and connections as it needs.",
    signs: [
      {
        says: ["[Errno 24] «@too-many-files»", "(os error 24)", "EMFILE", "Too many open files"],
        butNot: ["Found ulimit of"],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "start-again" }, { kind: "fewer-chats", chats: { amount: "half-the-chats" } }],
  },
  {
    class: "engine-killed",
    means: "Somebody, or the system, killed the process.",
    signs: [],
    facts: [{ test: "killed-by-signal", confidence: "medium", rank: "weak" }],
    also: ["signal", "exitCode"],
    fixes: [{ kind: "start-again" }, { kind: "read-system-log" }],
  },
  {
    class: "engine-init-no-cause",
    means: "Only lines that say that something failed: what failed stood before them and is not in this log.",
    signs: [
      {
        says: [
          "Engine core initialization failed",
          "See root cause above",
          "Engine process failed to start",
          "EngineCore failed to start",
          "EngineCore encountered a fatal error",
          "EngineDeadError",
          "EngineCore encountered an issue",
          "MQLLMEngine is already dead",
          "AsyncEngineDeadError",
          "Background loop has errored already",
          "Background loop is stopped",
          "WorkerProc hit an exception",
          "WorkerProc failed to start",
          "WorkerProc initialization failed",
          "got fatal signal from worker processes",
          "Exception occurred while running API servers",
          "Worker failed with error",
          "Failed core proc(s)",
          "Ray workers have not started successfully",
          "Frontend process failed during engine core initialization",
          "Input socket thread died during startup",
          "^RuntimeError: Executor failed.",
        ],
        rank: "wrapper",
        confidence: "low",
      },
    ],
    fixes: [{ kind: "start-again" }, { kind: "read-system-log" }],
  },
  {
    class: "engine-cause-unknown",
    means: "Something failed that no rule knows; its most telling lines are shown.",
    signs: [],
    fixes: [{ kind: "start-again" }, { kind: "rebuild-engine" }],
  },
]
