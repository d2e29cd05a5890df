import type { ProblemWordsOf } from "../../../domain/problem-words"

/** What ends a start: memory, settings, several GPUs. */
export const starting = {
  // Starting and running.
  "engine-dead": {
    what: "The engine has stopped by itself.",
    todo: "Start it again. If it happens again, the log says why.",
  },
  "engine-will-not-end": {
    what: "The engine doesn't end.",
    todo: "Wait a minute and try again. If it stays, restart the computer.",
    known: { what: "The engine (process {{pid}}) doesn't end." },
  },
  "chat-template-loses-tools": {
    what: "The model's own template loses the results of tools.",
    todo: "Nothing needs doing: Glimmer uses its own instead.",
  },
  "engine-cause-unknown": {
    what: "Something failed that Glimmer doesn't know.",
    why: "Nothing in the log is like any fault it knows.",
    todo: "Start again. If it fails the same way, look at the log or share a report.",
  },
  "engine-init-no-cause": {
    what: "The engine failed, and the log doesn't say why.",
    why: "Only lines that announce a failure are left. The one that names it came earlier.",
    todo: "Start again and keep the whole log.",
  },
  "engine-killed": {
    what: "The engine was killed.",
    why: "Another program, the system or a person ended it at once.",
    todo: "Start it again. If it happens again, the system's log says who did it.",
  },
  "engine-start-timeout": {
    what: "The start took longer than the engine waits.",
    todo: "Start again with more time. The second start is faster: much of the work is kept.",
  },
  "engine-dead-illegal-memory": {
    what: "A computation on the GPU went wrong and took the engine with it.",
    why: "That is a fault in the engine or the driver, not in what you asked.",
    todo: "Start again. If it repeats, try a newer engine, or one GPU less.",
  },
  "max-len-forced-crash": {
    what: "The engine was made to read further than the model can, and crashed.",
    why: "A longer context than the model was made for was forced.",
    todo: "Set the context to the model's own limit.",
    known: { todo: "Set the context to the model's own {{modelLength}} tokens." },
  },
  "cuda-fork-reinit": {
    what: "The GPU was already in use when the engine divided itself.",
    why: "The engine runs as several programs, and a GPU in use can't be handed on to a copy.",
    todo: "Start the engine in the other way (spawn).",
  },
  "open-files-limit": {
    what: "The engine may not open as many files as it needs.",
    todo: "Start again: Glimmer asks the system for more. Or allow fewer chats at once.",
  },
  // Memory.
  "gpu-memory-busy": {
    what: "Not enough GPU memory is free for the start.",
    why: "What other programs hold is missing for the model.",
    todo: "End that program, or start with less memory.",
    known: {
      what: "{{holder}} (process {{pid}}) holds {{heldBytes}} on GPU {{index}}.",
      why: "{{freeBytes}} of {{totalBytes}} is free, {{wantedBytes}} was asked for.",
    },
  },
  "oom-weights": {
    what: "The model is larger than the GPU's memory.",
    why: "Memory ran out while the model was loaded.",
    todo: "Choose a smaller or compressed version, or split it across more GPUs.",
    known: {
      why: "Memory ran out while the model was loaded: the GPU has {{totalBytes}}, {{freeBytes}} was left.",
    },
  },
  "oom-profile": {
    what: "The model fits, but not the work it does.",
    why: "Memory ran out in the trial run after loading.",
    todo: "Allow fewer chats at once or a shorter context.",
  },
  "oom-sampler-warmup": {
    what: "GPU memory ran out in the last step of the start.",
    why: "Everything was laid out so tightly that the warm-up had no room.",
    todo: "Allow fewer chats at once, or leave a little more memory free.",
    known: { why: "The warm-up tried {{chats}} chats at once and had no room." },
  },
  "oom-cuda-graph": {
    what: "GPU memory ran out while CUDA graphs were recorded.",
    why: "Graphs make answers faster and need a gigabyte or two on top.",
    todo: "Leave a little more memory free, or start without graphs.",
  },
  "oom-runtime": {
    what: "GPU memory ran out while answering.",
    why: "A long or many requests at once needed more than was left.",
    todo: "Start again with a little more memory left free, or with fewer chats at once.",
  },
  "kv-cache-none": {
    what: "After loading the model no memory was left for conversations.",
    todo: "Let the engine use more of the GPU, or choose a smaller version of the model.",
    known: {
      why: "The engine was allowed {{utilization}} of the GPU, and the model took all of it.",
    },
  },
  "kv-cache-too-small": {
    what: "The context asked for is longer than the memory for conversations can hold.",
    todo: "Make the context shorter, or let the engine use more of the GPU.",
    known: {
      what: "A context of {{length}} tokens needs {{neededBytes}}. {{availableBytes}} is left for conversations.",
      todo: "Make the context shorter: about {{fittingLength}} tokens fit.",
    },
  },
  "cpu-memory-short": {
    what: "Not enough main memory is free for the start.",
    todo: "Close other programs, or start with less memory.",
    known: { why: "{{freeBytes}} of {{totalBytes}} is free, {{wantedBytes}} was asked for." },
  },
  "host-ram-oom-killed": {
    what: "The computer ran out of main memory, and the system ended the engine.",
    todo: "Close other programs, or choose a smaller model.",
    known: { why: "The system ended {{process}} (process {{pid}}) to save the rest." },
  },
  "worker-died-silently": {
    what: "A part of the engine ended without a word.",
    why: "Nothing in its log says why. Often main memory ran out.",
    todo: "Start it again. If it repeats, look at the system's log.",
  },
  "orphan-processes": {
    what: "An earlier engine was left behind and still holds GPU memory.",
    todo: "End it, then start again.",
    known: {
      what: "An earlier engine (process {{pid}}) was left behind and still holds {{heldBytes}} on GPU {{index}}.",
    },
  },
  // Several GPUs.
  "tp-heads-not-divisible": {
    what: "The model can't be split evenly across this many GPUs.",
    todo: "Use another number of GPUs.",
    known: { why: "Its {{heads}} attention heads can't be shared out over {{tensorParallel}} GPUs." },
  },
  "tp-gpus-per-node": {
    what: "This old engine wants all GPUs of the computer, or an even part of them.",
    todo: "Take a newer engine, or leave out a GPU.",
  },
  "ep-experts-not-divisible": {
    what: "The model's experts can't be split evenly across this many GPUs.",
    todo: "Use another number of GPUs.",
    known: { why: "{{experts}} experts can't be shared out over {{tensorParallel}} GPUs." },
  },
  "not-enough-gpus": {
    what: "More GPUs were asked for than there are.",
    todo: "Use fewer.",
    known: { what: "{{tensorParallel}} GPUs were asked for, {{gpus}} can be seen." },
  },
  "ray-placement-group": {
    what: "Ray, which spreads the engine over computers, has too few free GPUs.",
    todo: "Use fewer GPUs, or free some.",
  },
  "nccl-error": {
    what: "The GPUs can't talk to each other.",
    why: "NCCL, which carries that talk, reports a failure.",
    todo: "Start without direct links between cards. Inside a container, give it more shared memory.",
  },
  "shm-too-small": {
    what: "Shared memory is too small for several GPUs to work together.",
    why: "Containers get 64 MB unless told otherwise.",
    todo: "Start the container with more, for Docker with `--ipc=host` or `--shm-size=16g`.",
  },
  "custom-allreduce": {
    what: "vLLM's own way of adding up between GPUs doesn't work on this computer.",
    todo: "Start without it: the general way takes over, a little slower.",
  },
} satisfies ProblemWordsOf
