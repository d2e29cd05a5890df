import type { RuleBook, StageRules } from "../../domain/diagnosis/rule"

/**
 * Where the engine is. By the calls above an exception, the first group that fits decides: a warm-up runs inside the
 * trial run's functions, a capture inside the warm-up's. A name with `/` is part of a path, `path#function` both.
 */
export const STAGES: StageRules = {
  frames: [
    { stage: "warmup", functions: ["_dummy_sampler_run", "_dummy_pooler_run", "warmup_sampler"] },
    {
      stage: "graphs",
      functions: [
        "capture_model",
        "_warm_up_model",
        "capture_graphs",
        "capture_graph",
        "capture",
        "capture_begin",
        "capture_end",
        "_capture_cudagraphs",
        "capture_cudagraphs",
        "_warmup_and_capture",
        "profile_cudagraph_memory",
        "capture_decode_graphs",
        "capture_prefill_graphs",
      ],
    },
    {
      stage: "profile",
      functions: [
        "profile_run",
        "determine_available_memory",
        "determine_num_available_blocks",
        "profile_num_available_blocks",
        "_profile_run",
        "profile_multimodal",
      ],
    },
    {
      stage: "weights",
      functions: [
        "load_model",
        "load_weights",
        "create_weights",
        "initialize_model",
        "_initialize_model",
        "process_weights_after_loading",
        "_load_module",
        "weight_loader",
        "weight_loader_v2",
        "safetensors_weights_iterator",
        "init_model",
        "get_model_architecture",
        "model_executor/models/#__init__",
        "model_executor/layers/#__init__",
      ],
    },
    {
      stage: "warmup",
      functions: ["compile_or_warm_up_model", "kernel_warmup", "warmup_kernels", "warm_up_model"],
    },
    {
      stage: "kv-cache",
      functions: [
        "initialize_kv_cache",
        "initialize_kv_cache_tensors",
        "_allocate_kv_cache_tensors",
        "_allocate_kv_cache",
        "allocate_kv_cache",
        "initialize_from_config",
        "init_cache_engine",
        "_init_cache_engine",
        "initialize_cache",
        "_init_cache",
        "allocate_gpu_cache",
      ],
    },
    {
      stage: "serving",
      functions: [
        "execute_model",
        "sample_tokens",
        "_process_engine_step",
        "step_with_batch_queue",
        "start_worker_execution_loop",
        "execute_dummy_batch",
        "run_busy_loop",
        "run_engine_loop",
        "engine_step",
        "step_async",
        "execute_model_async",
        "_bookkeeping_sync",
        "create_chat_completion",
        "create_completion",
        "chat_completion_stream_generator",
      ],
    },
    { stage: "warmup", functions: ["topk_topp_sampler.py", "apply_top_k_top_p", "sampler.py"] },
  ],
  marks: [
    {
      stage: "install",
      says: [
        "^Collecting «package»",
        "Installing build dependencies",
        "Getting requirements to build",
        "Preparing metadata (",
        "Building wheel for",
        "Resolving dependencies",
        "Using Python «version» environment at",
        "FetchContent base directory",
        "running build_ext",
        "Performing download step",
        "Preparing packages...",
      ],
    },
    {
      stage: "start",
      says: [
        "Initializing ‹a|an› ‹V0 |V1 |›LLM engine",
        "vLLM API server version",
        "Resolved architecture:",
        "This model supports multiple tasks",
      ],
    },
    {
      stage: "weights",
      says: [
        "Starting to load model",
        "Loading model from scratch",
        "Loading ‹safetensors|pt|checkpoint›…shards",
        "Using «backend» attention backend",
        "Using «backend:word» ‹Attention |›backend.",
        "Using model weights format",
        "Loading weights on",
      ],
    },
    {
      stage: "profile",
      says: [
        "Model loading took",
        "Loading model weights took",
        "model weights take",
        "Start compiling function",
        "Dynamo bytecode transform",
        "Warming up model for the compilation",
      ],
    },
    {
      stage: "kv-cache",
      says: [
        "# GPU blocks:",
        "GPU KV cache size:",
        "CPU KV cache size:",
        "Available KV cache memory:",
        "Maximum concurrency for",
      ],
    },
    {
      stage: "graphs",
      says: [
        "Capturing ‹the model for |›‹CUDA graph|cudagraph|cuda graph›",
        "Capturing prefill/decode CUDA graphs",
        "CUDA graphs can take additional",
        "Profiling CUDA graph memory",
        "Capturing CUDA graph shapes",
      ],
    },
    {
      stage: "warmup",
      says: [
        "Graph capturing finished in",
        "Running FlashInfer autotune",
        "Warming up ‹sampler|kernels›",
        "FlashInfer autotun",
      ],
    },
    {
      stage: "serving",
      says: ["‹Added|Received› request «id»", '"POST /v1/', "Avg prompt throughput:", "Uvicorn running on"],
    },
  ],
}

/** Where a run of the engine begins, is up, answers and is asked to stop, and where an installation ends well. */
export const RUNS: RuleBook["runs"] = {
  started: [
    "vLLM API server version «engineVersion:version»",
    "non-default args: {",
    "vLLM server version «engineVersion:version»",
  ],
  ready: ["Application startup complete."],
  answered: ['"POST /v1/‹chat/completions|completions|messages|responses›…" 200'],
  stopping: [
    "[shutdown] API server: shutdown triggered",
    "^KeyboardInterrupt",
    "Received signal SIGINT",
    "Received SIGTERM",
    "KeyboardInterrupt: terminated",
  ],
  installed: [
    "^Successfully installed «packages»",
    "^Installed «count:int» package",
    "^Successfully built «packages»",
  ],
}

/** Circumstances that decide between causes, and what is worth knowing beside the evidence. */
export const MARKS: RuleBook["marks"] = {
  version: ["LLM engine (v«engineVersion:version»)", "▄▄ ▄█…version «engineVersion:version»"],
  "asked-port": ["'port': «port:int»"],
  "asked-length": ["'max_model_len': «length:int»"],
  "asked-share": ["'gpu_memory_utilization': «utilization:number»"],
  "asked-split": [
    "'tensor_parallel_size': «tensorParallel:int»",
    "--tensor-parallel-size «tensorParallel:int»",
  ],
  "asked-chats": ["'max_num_seqs': «chats:int»"],
  "served-name": ["'served_model_name': ['«servedName»'"],
  "length-forced": [
    "VLLM_ALLOW_LONG_MAX_MODEL_LEN=1",
    "max_model_len («length:int») is greater than the derived max_model_len",
  ],
  answered: ['"POST /v1/…" 200'],
  flashinfer: ["flashinfer/", "flashinfer.jit", "flashinfer\\"],
  "nvidia-cutlass": ["cutlass"],
  "engine-dead": ["EngineDeadError", "engine dead", "MQLLMEngine is already dead", "AsyncEngineDeadError"],
  "other-python": ["versions that require a different python version", "Requires-Python"],
  "several-workers": ["world_size=‹2|3|4|5|6|7|8|16› ", "tensor_parallel_size=‹2|3|4|5|6|7|8|16›,"],
  "shared-memory": ["/dev/shm", "shared memory segment", "ncclShm", "posix_fallocate"],
  building: [
    "Building wheel for",
    "running build_ext",
    "Building ‹CUDA|CXX|C› object",
    "/nvcc ",
    "ninja: build stopped",
    "CMake ",
    "'cmake', '--build'",
    "cmake --build",
    "Building editable",
    "Building `vllm",
    "cc1plus",
    " cicc ",
    "cudafe++",
    "-DTORCH_EXTENSION_NAME",
  ],
  "sparse-attention": ["use_sparse=True", "sparse not supported"],
  precompiled: ["precompiled wheel", "wheels.vllm.ai", "VLLM_USE_PRECOMPILED", "VLLM_PRECOMPILED_WHEEL"],
  windows: ["win_amd64", "win-amd64", "C:\\Users\\", "platform win32", "on win32"],
  "inspect-failed": ["Error in inspecting model architecture", "failed to be inspected"],
}
