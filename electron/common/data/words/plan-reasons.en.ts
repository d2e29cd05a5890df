import type { PlanReasonCode } from "../../domain/plan/reasons"

/** What a plan has to say beside its figures. `{{value}}` stands for a value of the reason, bytes as people read them. */
export const planReasons: Readonly<Record<PlanReasonCode, string>> = {
  "config-incomplete": "The model's config.json does not say {{fields}}, so its memory can't be worked out.",
  "architecture-unknown":
    "The architecture {{architecture}} is new to Glimmer. It was taken for the nearest known one.",
  "quantization-unknown": "The compression {{method}} is new to Glimmer. Its size is a range.",
  "quantization-mixed":
    "Parts of the weights are compressed differently ({{method}}). Their size is a range.",
  "model-unknown": "Nothing is known of {{model}}. Its config.json would settle it.",
  "gpu-unknown": "There is no GPU to plan for.",
  "gpu-total-estimated": "The memory of {{name}} was taken from what is known of such cards.",
  "gpu-count-assumed": "{{gpus}} GPU was assumed.",
  "version-unknown": "The vLLM version isn't decided yet. Versions differ by up to 1.5 GB.",
  "version-fork": "vLLM {{version}} isn't a release of the project. It may use memory differently.",
  "utilization-assumed": "{{utilization}} is vLLM's own share.",
  "utilization-decides":
    "It depends on the share the engine gets: not with {{assumed}}, but with {{utilization}} it would fit.",
  "dtype-not-planned": "Weights in {{dtype}} take twice as much of everything and aren't planned here.",
  "draft-model-unknown": "What the draft model ({{name}}) takes isn't known and isn't counted.",
  "batch-defaults-assumed": "Batch sizes are vLLM's own.",
  "weights-computed":
    "The size of the weights was worked out from the model's shape. The files themselves would tell exactly.",
  "weights-differ-from-config":
    "The files hold {{storedBytes}}, the model's shape says {{expectedBytes}}. The files count.",
  "vision-estimated": "The size of the part that sees pictures is an estimate.",
  "activation-estimated": "Working memory is an estimate until the model has been started here once.",
  "graphs-estimated": "The memory of the CUDA graphs is an estimate.",
  "mtp-estimated": "The size of the layer that guesses ahead is an estimate.",
  "hybrid-cache-estimated":
    "This model keeps conversations in several ways. The memory per token is an estimate.",
  "offload-estimated": "Part of the weights stays in main memory. How much the GPU saves is an estimate.",
  "unified-memory":
    "This GPU shares its memory with the system. What is free changes with everything that runs.",
  "measured-here": "Measured here: the last start of this model with vLLM {{version}}.",
  "kv-heads-replicated":
    "The model has {{kvHeads}} KV heads. Over {{gpus}} GPUs they are kept more than once, so conversations get less out of the extra cards.",
  "kv-not-divided-by-tensor-parallel":
    "Every GPU keeps the whole conversation. More GPUs don't make room for longer ones.",
  "kv-fp8-from-checkpoint": "The model's files ask for half-size conversation memory (FP8).",
  "graphs-on-top": "In this vLLM the CUDA graphs come on top of the limit.",
  "memory-busy": "On GPU {{gpu}} {{freeBytes}} is free. The engine wants {{neededBytes}} at the start.",
  "weights-too-large": "The weights need {{weightsBytes}} on GPU {{gpu}}, which has {{totalBytes}}.",
  "weights-load-transient": "While loading, more memory is needed than afterwards.",
  "no-room-for-cache":
    "After the weights nothing is left for conversations on GPU {{gpu}}: {{missingBytes}} is missing.",
  "cache-below-context":
    "A conversation of {{context}} tokens needs {{neededBytes}}. {{budgetBytes}} is left.",
  "whole-model-cache-per-stage":
    "This vLLM asks every one of {{stages}} stages for the whole conversation memory, {{neededBytes}}.",
  "no-headroom-after-cache":
    "With {{utilization}} nothing is left on GPU {{gpu}} for the last steps of the start.",
  "context-above-model":
    "The model was made for {{modelContext}} tokens. {{context}} is more than it can keep in mind.",
  "tight-margin":
    "It hangs on {{bytes}}, and the estimate is good to about {{spreadBytes}}. A start will tell.",
  "heads-not-divisible": "The model's {{heads}} attention heads can't be divided by {{gpus}}.",
  "kv-heads-not-divisible": "The model's {{kvHeads}} KV heads don't go with {{gpus}} GPUs.",
  "vision-heads-not-divisible":
    "The part that sees images has {{heads}} heads, which can't be split over {{gpus}} GPUs.",
  "vocabulary-not-divisible": "The vocabulary of {{vocabulary}} can't be divided by {{gpus}}.",
  "mlp-not-divisible": "A layer {{width}} wide can't be divided by {{gpus}}.",
  "fp8-blocks-not-divisible":
    "Split over {{gpus}} GPUs the FP8 blocks of this model no longer come out even.",
  "marlin-not-divisible":
    "Split over {{gpus}} GPUs the compressed weights of this model no longer come out even.",
  "experts-not-divisible": "{{experts}} experts can't be divided by {{gpus}}.",
  "not-enough-gpus": "{{needed}} GPUs are wanted, {{gpus}} can be used.",
  "version-too-old": "This model needs vLLM {{needed}} or newer. Here is {{have}}.",
  "capability-too-low": "GPUs of compute capability {{capability}} can't run {{format}}.",
  "capability-fallback": "GPUs of compute capability {{capability}} run {{format}} by a slower way.",
  "cpu-unsupported-attention": "A processor can't run this model's kind of attention.",
  "one-gpu-suffices": "One GPU is enough. Splitting would cost speed and gain nothing.",
  "tensor-parallel-needed": "The model fits only when it is split over {{gpus}} GPUs.",
  "tensor-parallel-for-context": "Split over {{gpus}} GPUs there is room for this context.",
  "tensor-parallel-no-more-context": "More GPUs would not make room for a longer context.",
  "pipeline-for-slow-links":
    "{{gpus}} GPUs exchange data in every layer. Over these connections that is slow; layers in turn can be faster.",
  "pipeline-for-uneven-count": "The layers are shared out in {{stages}} groups, one after the other.",
  "links-nvlink": "The GPUs are joined by NVLink, fast enough for that.",
  "links-pcie": "The GPUs talk over PCIe. That works, answers come somewhat slower.",
  "links-across-numa": "The GPUs hang on different processors. That is the slowest way between two cards.",
  "expert-parallel-needed": "The experts have to be shared out over the GPUs whole.",
  "gpu-left-out-smaller":
    "GPU {{gpu}} ({{name}}, {{totalBytes}}) is left out: every card gets as much as the smallest can hold.",
  "gpu-left-out-busy": "GPU {{gpu}} ({{name}}) is left out: only {{freeBytes}} is free on it.",
  "gpu-left-out-display": "GPU {{gpu}} ({{name}}) is left out: it drives a display.",
  "gpu-left-out-not-needed": "GPU {{gpu}} ({{name}}) isn't needed and stays free.",
}
