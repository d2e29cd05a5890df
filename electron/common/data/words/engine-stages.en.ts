import type { EngineStageId } from "../../domain/engine"
import type { EngineStageWords } from "./engine-stage-words"

/** What vLLM does at each stage of a start. */
export const engineStages: Readonly<Record<EngineStageId, EngineStageWords>> = {
  launch: { name: "Start the program", what: "A process of its own, with a port and a key nobody else has." },
  imports: {
    name: "Load the libraries",
    what: "Python reads PyTorch and vLLM from disk. Nothing is printed meanwhile.",
  },
  "engine-spawn": {
    name: "Start the engine process",
    what: "The part that works on the GPU starts beside the one that answers requests.",
  },
  weights: { name: "Load the model", what: "The weights go from disk into GPU memory." },
  compile: {
    name: "Compile for this GPU",
    what: "Long the first time with a model; kept for the next start.",
  },
  profile: { name: "Measure memory", what: "A trial run shows how much memory the model needs to work." },
  "kv-cache": { name: "Set memory aside for conversations", what: "What is left becomes the KV cache." },
  graphs: {
    name: "Record CUDA graphs",
    what: "Fixed sequences of GPU work are recorded so that answers come faster.",
  },
  warmup: { name: "Warm up", what: "Small kernels are compiled. Nothing is printed meanwhile." },
  api: { name: "Start listening", what: "The server accepts requests." },
  "first-answer": {
    name: "First answer",
    what: "A question of one word has to be answered before the engine counts as ready.",
  },
}
