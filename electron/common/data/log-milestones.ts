import type { StartRules } from "../domain/start-stages"

/** How fast it answers, said every ten seconds while there is anything to answer. */
export const SERVING_SAYS: readonly string[] = [
  "Avg generation throughput: «speed:number» tokens/s, Running: «running:int» reqs",
]

/**
 * The way of a start through vLLM's own words, from 0.4 to 0.32, for both model runners, one or many GPUs, and the
 * CPU. Levels and line numbers change with every release; the messages hardly do.
 */
export const START_RULES: StartRules = {
  begins: [
    {
      stage: "engine-spawn",
      says: [
        "Resolved architecture:",
        "Using max model len «length:int»",
        "local, «remote:int» remote core engine proc(s) to connect",
        "Initializing ‹a|an› ‹V0 |V1 |›LLM engine",
      ],
    },
    {
      stage: "weights",
      says: [
        "Starting to load model",
        "Loading model from scratch",
        "Loading ‹safetensors|pt› checkpoint shards",
        "Using model weights format",
      ],
    },
    { stage: "compile", says: ["Model loading took", "Loading model weights took"], only: "compiled" },
    { stage: "profile", says: ["Model loading took", "Loading model weights took"], only: "eager" },
    {
      stage: "compile",
      says: [
        "Start compiling function",
        "Using cache directory: …for vLLM's torch.compile",
        "Dynamo bytecode transform",
        "Directly load AOT compilation from path",
        "Directly load the compiled graph",
        "Compiling a graph for",
        "Cache the graph of",
      ],
    },
    {
      stage: "profile",
      says: [
        "torch.compile took «seconds:number» s in total",
        "torch.compile takes «seconds:number» s in total",
        "torch.compile and initial profiling/warmup run together took",
        "Initial profiling/warmup run took",
        "Profiling CUDA graph memory",
        "Memory profiling takes",
      ],
    },
    {
      stage: "kv-cache",
      says: [
        "Available KV cache memory:",
        "‹GPU|CPU› KV cache size:",
        "# GPU blocks: «blocks:int»",
        "# CPU blocks: «blocks:int»",
        "GiB for KV cache on node",
      ],
    },
    {
      stage: "graphs",
      says: [
        "Capturing ‹the model for CUDA graphs|cudagraphs for decoding|CUDA graph›",
        "Capturing ‹prefill|decode›",
      ],
    },
    {
      stage: "warmup",
      says: [
        "Graph capturing finished in",
        "Free memory on device…on startup. Desired GPU memory utilization",
        "Running FlashInfer autotune",
        "Autotuning process",
        "Kernel JIT monitor activated",
        "Warming up model for the compilation",
      ],
    },
    {
      stage: "api",
      says: [
        "init engine (profile, create kv cache, warmup model) took",
        "Supported tasks:",
        "Supported_tasks:",
        "Starting vLLM ‹API |›server",
        "Available routes are:",
        "Started server process",
      ],
    },
    { stage: "first-answer", says: ["Application startup complete.", "Uvicorn running on"] },
  ],
  eager: ["Enforce eager set", "'enforce_eager': True", "enforce_eager=True"],
  progress: [
    {
      stage: "weights",
      from: 0,
      to: 1,
      says: ["Loading ‹safetensors|pt› checkpoint shards…«percent:int»% Completed | «done:int»/«total:int»"],
    },
    // Two rounds where both kinds of graphs are recorded, each with a bar of its own.
    {
      stage: "graphs",
      from: 0,
      to: 0.5,
      says: ["Capturing CUDA graphs (…PIECEWISE)…| «done:int»/«total:int»"],
    },
    { stage: "graphs", from: 0.5, to: 1, says: ["Capturing CUDA graphs (…FULL)…| «done:int»/«total:int»"] },
    { stage: "graphs", from: 0, to: 1, says: ["Capturing CUDA graph shapes…| «done:int»/«total:int»"] },
  ],
  measures: [
    "Using max model len «maxModelLen:int»",
    "Auto-fit max_model_len: reduced from «asked:int» to «maxModelLen:int»",
    "Model loading took «weightsGiB:number» GiB",
    "Loading model weights took «weightsGiB:number» G",
    "Available KV cache memory: «kvCacheGiB:number» GiB",
    "Explicitly set («kvCacheGiB:number»/«nodeGiB:number») GiB for KV cache",
    "KV cache size: «kvCacheTokens:int» tokens",
    "Maximum concurrency for «length:int» tokens per request: «maxConcurrency:number»x",
    "Graph capturing finished in «seconds:int» secs, took «cudaGraphGiB:number» GiB",
    "Estimated CUDA graph memory: «cudaGraphEstimateGiB:number» GiB",
    "«peakActivationGiB:number» GiB for peak activation",
    "«nonTorchGiB:number» GiB for non-torch memory",
    "torch peak memory increase: «peakActivationGiB:number»GiB",
    "non-torch forward increase memory: «nonTorchGiB:number»GiB",
  ],
}
