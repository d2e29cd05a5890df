import type { ProblemWordsOf } from "../../../domain/problem-words"

/** What is wrong with the machine, its cards and their driver. */
export const machine = {
  // Seeing the machine.
  "no-gpu": {
    what: "This computer has no NVIDIA GPU.",
    todo: "The engine can run on the processor, which is slow. Or connect to a computer that has one.",
  },
  "no-gpu-driver": {
    what: "No NVIDIA driver is working on this computer.",
    why: "Without it no program can use the GPU.",
    todo: "Install the NVIDIA driver, then restart the computer. Inside a container, give the container access to the GPU.",
    known: { what: "{{name}} is here, but its driver isn't working." },
  },
  "wsl-gpu-missing": {
    what: "Windows doesn't pass a GPU on to this Linux.",
    todo: "Install the current NVIDIA driver in Windows (not in Linux), then run `wsl --shutdown` there.",
  },
  "gpu-not-in-container": {
    what: "The computer has a GPU, but this container can't see it.",
    todo: "Start the container with access to the GPU, for Docker with `--gpus all`.",
  },
  "gpu-not-visible": {
    what: "A setting hides the GPUs from programs.",
    why: "CUDA_VISIBLE_DEVICES leaves none over.",
    todo: "Take that variable out of the environment, or name the GPUs it should show.",
  },
  "gpu-needs-reset": {
    what: "A GPU has stopped answering.",
    todo: "Restart the computer. If it happens again, check the card's power and seat.",
    known: { what: "{{name}} has stopped answering." },
  },
  "gpu-memory-shared": {
    what: "This GPU shares its memory with the rest of the computer.",
    todo: "Close large programs before starting a model. What is free changes with everything that runs.",
  },
  "gpu-split": {
    what: "A GPU is divided into several small ones (MIG).",
    todo: "Use one part for a small model, or have the administrator turn MIG off.",
    known: { what: "{{name}} is divided into {{devices}} small GPUs (MIG)." },
  },
  "gpu-drives-display": {
    what: "A GPU also draws the desktop, which holds some of its memory.",
    todo: "Nothing needs doing. For the last gigabyte, plug the monitor into another card.",
  },
  "driver-broken": {
    what: "The NVIDIA driver is installed but doesn't answer.",
    todo: "Restart the computer. If that doesn't help, install the driver again.",
  },
  "driver-limits-cuda": {
    what: "The NVIDIA driver is too old for the newest engine, so an older kind is used.",
    todo: "Update the driver when it suits you.",
    known: {
      what: "NVIDIA driver {{installed}} is too old for the newest engine. One for CUDA {{cuda}} is used instead.",
      todo: "For the newest engine, update the driver to {{needed}} or later.",
    },
  },
  "nvml-mismatch": {
    what: "The NVIDIA driver was updated, and the old one is still running.",
    why: "The loaded driver and its files have different versions.",
    todo: "Restart the computer.",
  },
  "smi-timeout": {
    what: "The NVIDIA driver didn't answer in time.",
    todo: "Check again. If it stays silent, restart the computer.",
    known: { what: "The NVIDIA driver didn't answer within {{seconds}} seconds." },
  },
  "smi-unreadable": {
    what: "The NVIDIA driver answered in a way Glimmer doesn't understand.",
    todo: "Update Glimmer, or send us a report: it holds what the driver said.",
  },
  "gpu-vendor-unsupported": {
    what: "Glimmer can't use this kind of GPU yet.",
    todo: "It works with NVIDIA GPUs, or without any on the processor.",
    known: { what: "Glimmer can't use {{name}} ({{vendor}}) yet." },
  },
  "gpu-too-old": {
    what: "The GPU is older than anything this engine runs on.",
    todo: "Use a newer GPU. Another engine version won't help.",
    known: {
      what: "{{name}} has compute capability {{computeCapability}}. The engine needs {{needed}}.",
    },
  },
  "driver-too-old": {
    what: "The NVIDIA driver is too old for this engine.",
    why: "The engine was built for a newer CUDA than the driver knows.",
    todo: "Update the NVIDIA driver, or take an engine for an older CUDA.",
    known: {
      what: "NVIDIA driver {{installed}} is too old. The engine needs {{needed}} or later.",
    },
  },
  "os-unsupported": {
    what: "The engine doesn't run on this system.",
    todo: "Use a current Linux on a PC or server, or WSL2 under Windows.",
    known: { what: "The engine doesn't run on {{system}} ({{architecture}})." },
  },
  "memory-too-small": {
    what: "This computer has little main memory for an engine.",
    todo: "Close other programs before a start, and choose a small model.",
    known: { what: "This computer has {{totalBytes}} of main memory. An engine wants {{neededBytes}}." },
  },
  "foreign-vllm": {
    what: "There already is a vLLM on this computer.",
    todo: "Nothing needs doing. Glimmer keeps its own apart and leaves that one alone.",
    known: { what: "vLLM {{version}} is already installed in another Python." },
  },
  // GPU and driver.
  "bf16-unsupported-gpu": {
    what: "The GPU is older than the number format of this model.",
    why: "bfloat16 needs an Ampere GPU (2020) or newer.",
    todo: "Start in float16 instead: the answers are as good.",
    known: { what: "{{gpuName}} can't compute in the model's number format." },
  },
  "no-kernel-image": {
    what: "This engine holds no code for your generation of GPU.",
    why: "It was built for other GPUs.",
    todo: "Take a newer engine. For the newest GPUs the newest one.",
    known: { what: "This engine holds no code for {{gpuName}}." },
  },
  "flash-attn-gpu-too-old": {
    what: "The chosen way of attention needs a newer GPU.",
    why: "Attention is how the model looks back over its text. The engine can compute it in several ways, and this one isn't made for your GPU.",
    todo: "Let the engine use another one.",
  },
  "flash-attn-fallback-notice": {
    what: "The engine uses another way of attention, because the fastest one doesn't run on this GPU.",
    todo: "Nothing needs doing.",
  },
  "triton-out-of-resources": {
    what: "A computation needs more of the GPU's inner memory than this GPU has.",
    why: "That isn't the memory a card is sold by, so no memory setting helps.",
    todo: "Let the engine use another way of attention, a newer engine, or another version of the model.",
    known: {
      why: "{{neededBytes}} is needed inside the chip, {{availableBytes}} is there. No memory setting changes that.",
    },
  },
  "ptx-toolchain": {
    what: "The NVIDIA driver is older than this engine's code.",
    todo: "Update the driver, or take an older engine.",
  },
  "libcudart-missing": {
    what: "Parts of the engine were made for different CUDA versions.",
    todo: "Repair the engine: its packages are fetched again as a matching set.",
  },
  "libcuda-link-missing": {
    what: "A compiler at the start can't find the driver's library.",
    todo: "Start again: Glimmer tells the compiler where it is. If that fails, install the driver again.",
  },
  "device-type-unknown": {
    what: "The engine found nothing to run on.",
    why: "It sees no working GPU, and isn't built for the processor.",
    todo: "Check the NVIDIA driver, or set up an engine for the processor.",
  },
  "gpu-hardware-fault": {
    what: "The GPU reports a fault of its own.",
    why: "Memory errors or a lost connection come from the card, its cooling or its power.",
    todo: "Restart the computer. If it repeats, leave this GPU out and have it checked.",
    known: { why: "The driver reports fault {{xid}} for the card at {{pciBusId}}." },
  },
  "wsl-uva-unavailable": {
    what: "Under Windows (WSL2) a kind of memory the engine needs is off.",
    todo: "Start with it turned on.",
  },
  "wsl-pin-memory-warning": {
    what: "Under Windows (WSL) copying to the GPU is a little slower.",
    todo: "Nothing needs doing.",
  },
} satisfies ProblemWordsOf
