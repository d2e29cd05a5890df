import type { CauseRule, Sign } from "../../domain/diagnosis/rule"

/** How PyTorch, CUDA and their relatives say that a GPU's memory ran out; when decides what it means. */
const OUT_OF_MEMORY: Sign["says"] = [
  "Tried to allocate «wantedBytes:size». GPU «index:int» has a total ‹capacity|capacty› of «totalBytes:size» of which «freeBytes:size» is free",
  "Tried to allocate «wantedBytes:size» (GPU «index:int»; «totalBytes:size» total capacity;…«freeBytes:size» free",
  "‹CUDA|HIP|XPU|NPU› out of memory",
  "cuMemAlloc failed: out of memory",
  "OutOfMemoryError: Out of memory allocating «wanted:int» bytes",
  "alloc_cuda.cpp…out of memory",
  "‹torch|torch.cuda›.OutOfMemoryError",
  "‹CUDA|HIP› ‹driver |runtime |›error: out of memory",
  "cudaErrorMemoryAllocation",
  "cuda runtime error (2)",
  "CUDA_ERROR_OUT_OF_MEMORY",
  "CUBLAS_STATUS_ALLOC_FAILED",
  "Cuda failure ‹2 |›'out of memory'",
  "‹UR|ZE›_RESULT_ERROR_OUT_OF_DEVICE_MEMORY",
]

/** Memory of the GPU. */
export const MEMORY_RULES: readonly CauseRule[] = [
  {
    class: "gpu-memory-busy",
    means: "At the start less GPU memory is free than the engine was told to take.",
    apart: "Nothing is loaded yet; running out later is one of the oom-… causes.",
    signs: [
      {
        says: [
          "Free memory on device…(«freeBytes:gib»/«totalBytes:gib» GiB) on startup is less than desired GPU memory utilization («utilization:number», «wantedBytes:gib» GiB)",
          "less than desired GPU memory utilization",
          "Free memory on device…(«freeBytes:gib»/«totalBytes:gib» GiB) on startup is less than the engine's budget",
          "on startup is less than the engine's budget",
          "Externally held weights on device",
        ],
        confidence: "high",
      },
      {
        says: [
          "Error in memory profiling. ‹Initial free memory|This happens when›",
          "not properly cleaned up before initializing the vLLM instance",
          "This happens when other processes sharing the same container release GPU memory",
        ],
        confidence: "medium",
      },
      {
        says: [
          "CUDA-capable ‹device|devices|device(s)› ‹is|are|is/are› busy or unavailable",
          "cudaErrorDevicesUnavailable",
        ],
        confidence: "medium",
      },
    ],
    also: ["index", "pid", "holder", "user", "heldBytes"],
    fixes: [
      { kind: "end-process", pid: { value: "pid" } },
      { kind: "set-utilization", value: { amount: "free-share" } },
      { kind: "leave-out-gpu", gpu: { value: "index" } },
    ],
  },
  {
    class: "oom-weights",
    means: "The model's weights do not fit into the GPU's memory.",
    apart:
      "Out of memory while weights are created, read or converted; without any trace of the time it is the likeliest.",
    signs: [
      {
        says: [
          "Failed to load model - not enough GPU memory",
          "not enough GPU memory to load",
          "Unable to load model…model is too large for …memory",
        ],
        confidence: "high",
      },
      { says: OUT_OF_MEMORY, during: ["weights", "start"], from: "error", confidence: "high" },
      { says: OUT_OF_MEMORY, rank: "weak", confidence: "low" },
    ],
    also: ["index", "tensorParallel", "utilization"],
    fixes: [
      { kind: "other-variant" },
      { kind: "tensor-parallel", size: null },
      { kind: "end-process", pid: { value: "pid" } },
    ],
  },
  {
    class: "oom-profile",
    means: "The trial run before the memory for conversations is laid out does not fit.",
    signs: [
      { says: OUT_OF_MEMORY, during: ["profile"], confidence: "high" },
      {
        says: ["occurred during profile run. This might be due to insufficient GPU memory"],
        confidence: "high",
      },
      { says: OUT_OF_MEMORY, during: ["kv-cache"], confidence: "medium" },
    ],
    also: ["index", "length", "chats", "utilization"],
    fixes: [
      { kind: "fewer-chats", chats: { amount: "half-the-chats" } },
      { kind: "lower-max-model-len", tokens: null },
      { kind: "set-utilization", value: { amount: "lower-share" } },
      { kind: "other-variant" },
    ],
  },
  {
    class: "oom-sampler-warmup",
    means: "Memory ran out in the warm-up after everything was laid out, mostly in that of the sampler.",
    signs: [
      {
        says: [
          "out of memory occurred when warming up ‹sampler|pooler› with «chats:int» dummy requests",
          "out of memory occurred when warming up",
        ],
        confidence: "high",
      },
      { says: OUT_OF_MEMORY, during: ["warmup"], confidence: "medium" },
    ],
    beats: ["oom-weights", "oom-profile", "oom-cuda-graph", "oom-runtime"],
    also: ["index", "chats", "utilization"],
    fixes: [
      { kind: "fewer-chats", chats: { amount: "half-the-chats" } },
      { kind: "set-utilization", value: { amount: "lower-share" } },
    ],
  },
  {
    class: "oom-cuda-graph",
    means: "Memory ran out while CUDA graphs were recorded.",
    signs: [{ says: OUT_OF_MEMORY, during: ["graphs"], confidence: "high" }],
    also: ["index", "utilization"],
    fixes: [
      { kind: "set-utilization", value: { amount: "lower-share" } },
      { kind: "no-cuda-graphs" },
      { kind: "fewer-chats", chats: { amount: "half-the-chats" } },
    ],
  },
  {
    class: "oom-runtime",
    means: "GPU memory ran out while answering.",
    signs: [{ says: OUT_OF_MEMORY, during: ["serving"], confidence: "high" }],
    also: ["index", "utilization", "chats"],
    fixes: [
      { kind: "set-utilization", value: { amount: "lower-share" } },
      { kind: "fewer-chats", chats: { amount: "half-the-chats" } },
      { kind: "start-again" },
    ],
  },
  {
    class: "kv-cache-none",
    means: "After weights and trial run nothing of the allowed share is left for conversations.",
    signs: [
      {
        says: [
          "No available memory for the cache blocks",
          "not enough GPU memory available to serve even a single token",
          "no ‹memory|space› ‹left |available |›for ‹the |›KV cache",
        ],
        confidence: "high",
      },
      { says: ["# GPU blocks: 0,"], rank: "weak", from: "any", confidence: "medium" },
    ],
    also: ["utilization", "length", "index", "pid", "holder", "user", "heldBytes"],
    fixes: [
      { kind: "set-utilization", value: { amount: "higher-share" } },
      { kind: "other-variant" },
      { kind: "lower-max-model-len", tokens: null },
      { kind: "fewer-chats", chats: { amount: "half-the-chats" } },
    ],
  },
  {
    class: "kv-cache-too-small",
    means: "There is memory for conversations, but not for one of the length asked for.",
    signs: [
      {
        says: [
          "max seq len («length:int»), («neededBytes:gib» ‹GiB|GB› KV cache is needed, which is larger than the available KV cache memory («availableBytes:gib» ‹GiB|GB›)",
          "estimated maximum model length is «fittingLength:int»",
          "max seq len («length:int») is larger than the maximum number of tokens that can be stored in KV cache («cacheTokens:int»)",
          "max seq len («length:int»)…larger than …KV cache",
          "larger than the available KV cache memory («availableBytes:gib» ‹GiB|GB›)",
          "«neededBytes:gib» ‹GiB|GB› KV cache is needed",
        ],
        confidence: "high",
      },
    ],
    also: ["utilization"],
    fixes: [
      { kind: "lower-max-model-len", tokens: { amount: "length-that-fits" } },
      { kind: "kv-dtype", dtype: "fp8" },
      { kind: "set-utilization", value: { amount: "higher-share" } },
      { kind: "other-variant" },
    ],
  },
  {
    class: "cpu-memory-short",
    means: "On a machine without a GPU: less main memory is free than the engine was told to take.",
    signs: [
      {
        says: [
          "(«freeBytes:gib»/«totalBytes:gib» GiB) on startup is less than desired CPU memory utilization («utilization:number», «wantedBytes:gib» GiB)",
          "less than desired CPU memory utilization",
          "(«freeBytes:gib»/«totalBytes:gib» GiB) on kv cache allocation is less than requested memory for kv",
          "on kv cache allocation is less than requested memory for kv",
        ],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "set-utilization", value: { amount: "free-share" } }, { kind: "free-main-memory" }],
  },
]
