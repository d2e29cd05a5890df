/** How an engine is started: the typed half of `vllm serve`'s command line. */
export interface LaunchSettings {
  /** Share of each GPU's memory vLLM may fill, over 0 to 1. */
  readonly gpuMemoryUtilization: number
  /** Context length in tokens; null lets vLLM take the model's own. */
  readonly maxModelLen: number | null
  readonly tensorParallelSize: number
  readonly pipelineParallelSize: number
  /** GPUs to use, by uuid, in order; empty means all (or the CPU). */
  readonly gpuUuids: readonly string[]
  /** Chats at once; null lets vLLM decide. */
  readonly maxNumSeqs: number | null
  readonly kvCacheDtype: "auto" | "fp8"
  readonly dtype: "auto" | "half" | "bfloat16"
  /** No compilation and no CUDA graphs: starts sooner, answers slower, needs less memory. */
  readonly enforceEager: boolean
  /** Reads the model's tool calls; null turns tools off. */
  readonly toolCallParser: ToolCallParser | null
  readonly reasoningParser: string | null
  /** Exact number of KV blocks; only the self-test model needs it (its blocks would count in millions). */
  readonly kvBlocks: number | null
  /** What only a cure asks for; absent on an ordinary start. */
  readonly cures?: LaunchCures | undefined
}

/** Changes beyond the usual settings that cure a failed start. */
export interface LaunchCures {
  /** Variables for the engine alone; null takes one away. */
  readonly environment?: Readonly<Record<string, string | null>> | undefined
  readonly modelImplementation?: "transformers" | "vllm" | undefined
  readonly attentionBackend?: string | undefined
  /** The general way between GPUs, where the quick one does not work. */
  readonly noCustomAllReduce?: boolean | undefined
}

/** A parser by its name in vLLM; `glm4_0414` is the one Glimmer ships. */
export type ToolCallParser = "glm4_0414" | "hermes" | "glm45" | "glm47" | (string & {})

/** The parser of ours, which vLLM must be told the file of. */
export const OWN_TOOL_PARSER = "glm4_0414"

/** Where and as what the model is served. */
export interface LaunchPlace {
  /** Absolute folder of the model. */
  readonly modelPath: string
  /** The name requests use. */
  readonly servedModelName: string
  readonly port: number
  /** Absolute file of our parser plugin. */
  readonly toolParserPlugin: string
  /** Absolute file of a chat template to use instead of the model's own; null keeps the model's. */
  readonly chatTemplate: string | null
}

/** Settings that work nowhere badly: what a person gets who adjusts nothing. */
export function defaultLaunchSettings(): LaunchSettings {
  return {
    gpuMemoryUtilization: 0.9,
    maxModelLen: null,
    tensorParallelSize: 1,
    pipelineParallelSize: 1,
    gpuUuids: [],
    maxNumSeqs: null,
    kvCacheDtype: "auto",
    dtype: "auto",
    enforceEager: false,
    toolCallParser: OWN_TOOL_PARSER,
    reasoningParser: null,
    kvBlocks: null,
  }
}

/** Would both start the same engine? Whatever order their parts have come in. */
export function sameLaunch(one: LaunchSettings, other: LaunchSettings): boolean {
  const text = (settings: LaunchSettings) =>
    JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return text(one) === text(other)
}

/**
 * The arguments behind `vllm`, in vLLM's own terms. The API key is not among them: it travels by environment,
 * because every user of the machine can read a command line.
 */
export function launchArguments(settings: LaunchSettings, place: LaunchPlace): string[] {
  return [
    "serve",
    place.modelPath,
    ...["--served-model-name", place.servedModelName],
    // Without a host vLLM listens on every interface.
    ...["--host", "127.0.0.1"],
    ...["--port", String(place.port)],
    ...["--gpu-memory-utilization", String(settings.gpuMemoryUtilization)],
    ...when(settings.maxModelLen, (tokens) => ["--max-model-len", String(tokens)]),
    ...(settings.tensorParallelSize > 1
      ? ["--tensor-parallel-size", String(settings.tensorParallelSize)]
      : []),
    ...(settings.pipelineParallelSize > 1
      ? ["--pipeline-parallel-size", String(settings.pipelineParallelSize)]
      : []),
    ...when(settings.maxNumSeqs, (chats) => ["--max-num-seqs", String(chats)]),
    ...(settings.kvCacheDtype === "auto" ? [] : ["--kv-cache-dtype", settings.kvCacheDtype]),
    ...(settings.dtype === "auto" ? [] : ["--dtype", settings.dtype]),
    ...(settings.enforceEager ? ["--enforce-eager"] : []),
    ...when(settings.kvBlocks, (blocks) => ["--num-gpu-blocks-override", String(blocks)]),
    ...when(settings.toolCallParser, (parser) => toolArguments(parser, place)),
    ...when(settings.reasoningParser, (parser) => ["--reasoning-parser", parser]),
    ...when(place.chatTemplate, (file) => ["--chat-template", file]),
    ...cureArguments(settings.cures ?? {}),
  ]
}

function cureArguments(cures: LaunchCures): string[] {
  return [
    ...when(cures.modelImplementation ?? null, (implementation) => ["--model-impl", implementation]),
    ...when(cures.attentionBackend ?? null, (backend) => ["--attention-backend", backend]),
    ...(cures.noCustomAllReduce === true ? ["--disable-custom-all-reduce"] : []),
  ]
}

function toolArguments(parser: ToolCallParser, place: LaunchPlace): string[] {
  return [
    // vLLM refuses requests with tools unless both are given.
    "--enable-auto-tool-choice",
    // An absolute path: since 0.30 a relative one is taken for a module name and the start fails.
    ...(parser === OWN_TOOL_PARSER ? ["--tool-parser-plugin", place.toolParserPlugin] : []),
    ...["--tool-call-parser", parser],
  ]
}

function when<T>(value: T | null, make: (value: T) => string[]): string[] {
  return value === null ? [] : make(value)
}
