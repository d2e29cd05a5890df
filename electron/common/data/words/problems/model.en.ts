import type { ProblemWordsOf } from "../../../domain/problem-words"

/** What is wrong with a model, or with an engine for it. */
export const model = {
  // The model.
  "glm4-linear-tuple": {
    what: "vLLM 0.8.4 can't run this GLM-4 model.",
    why: "It is a known fault of that version.",
    todo: "Take a newer engine.",
  },
  "arch-unsupported-vllm": {
    what: "This engine doesn't know the model yet.",
    why: "Every kind of model needs code in the engine, and this one has none for it.",
    todo: "Take a newer engine, or a model it knows.",
    known: { what: "This engine has no code for {{architecture}}." },
  },
  "arch-inspect-failed": {
    what: "The engine knows the model, but couldn't load its code.",
    why: "Something in the engine itself is broken.",
    todo: "Repair the engine, or take another version.",
  },
  "transformers-too-old": {
    what: "A library in this engine is older than the model.",
    why: "Transformers, which reads the model's files, doesn't know this kind.",
    todo: "Take a newer engine.",
    known: { why: "Transformers, which reads the model's files, doesn't know “{{modelType}}”." },
  },
  "weights-name-mismatch": {
    what: "The model's files don't fit the engine's code for it.",
    why: "Parts of the files have names that the engine doesn't know.",
    todo: "Take a newer engine, or the model in its original form.",
    known: { why: "The files hold “{{parameter}}”, which the engine doesn't know." },
  },
  "weights-keyerror": {
    what: "The model's files are packed in a way this engine doesn't know.",
    why: "Often the model was compressed for another version.",
    todo: "Take a newer engine, or another version of the model.",
    known: { why: "The engine found no place for “{{parameter}}”." },
  },
  "glm-tokenizer-padding-side": {
    what: "This download of the GLM model is older than the engine.",
    why: "The tokenizer code in it no longer fits.",
    todo: "Fetch the model again: its tokenizer was updated.",
  },
  "tool-parser-name-unknown": {
    what: "This engine doesn't know the tool parser that was asked for.",
    why: "A tool parser finds the tool calls in what the model writes. Each engine version has its own names for them.",
    todo: "Use one it knows, or a newer engine.",
    known: { what: "This engine has no tool parser called “{{name}}”." },
  },
  "reasoning-parser-name-unknown": {
    what: "This engine doesn't know the reasoning parser that was asked for.",
    why: "A reasoning parser tells the model's thinking from its answer. Each engine version has its own names for them.",
    todo: "Use one it knows, go without, or take a newer engine.",
    known: { what: "This engine has no reasoning parser called “{{name}}”." },
  },
  "tool-parser-crash": {
    what: "The engine stumbled over a tool call of the model.",
    why: "The model wrote it in a way the parser couldn't take apart.",
    todo: "Ask again. If it repeats, try a newer engine or another parser.",
  },
  "tool-parser-wrong": {
    what: "The model calls tools, but nobody understands it.",
    why: "The tool parser in use was made for another kind of model, so calls arrive as plain text.",
    todo: "Use the parser made for this model.",
  },
  "chat-template-missing": {
    what: "The model doesn't say how a conversation is to be written down for it.",
    why: "It has no chat template: it may be a base model that only continues text.",
    todo: "Take the chat version of the model, or add a template.",
  },
  "trust-remote-code": {
    what: "The model wants to run program code of its own.",
    why: "That code would have all your rights on this computer, so it isn't run unasked.",
    todo: "Take a version of the model that needs no code of its own. Newer GLM models don't.",
  },
  "sparse-attention-gpu-unsupported": {
    what: "This GPU can't run the model's way of attention.",
    why: "GLM-5 models need sparse attention, which exists for a few kinds of data-centre GPUs only.",
    todo: "Choose a GLM-4 model, or try a newer engine.",
  },
  "model-path-invalid": {
    what: "There is no complete model where the engine looked.",
    todo: "Choose the model's folder again, or fetch the model again.",
    known: { what: "There is no complete model at {{path}}." },
  },
  "safetensors-corrupt": {
    what: "A file of the model is damaged.",
    why: "It is cut off or holds something else; a broken download does that.",
    todo: "Check the model's files: only the damaged ones are fetched again.",
  },
  // Compressed models.
  "quant-tp-not-divisible": {
    what: "Split across this many GPUs, the compressed model falls into pieces that are too small.",
    todo: "Use fewer GPUs, or another version of the model.",
  },
  "quant-gpu-unsupported": {
    what: "This kind of compression needs a newer GPU.",
    todo: "Choose another version of the model.",
  },
  "quant-dtype-unsupported": {
    what: "This kind of compression computes in float16 only.",
    todo: "Start in float16.",
  },
} satisfies ProblemWordsOf
