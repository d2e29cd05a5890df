import type { ProblemCode } from "../../domain/problem"
import type { ProblemWords } from "../../domain/problem-words"

/** Every problem, for someone who has never read a traceback. */
export const problems: Readonly<Record<ProblemCode, ProblemWords>> = {
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

  // Getting and building an engine.
  "disk-too-small": {
    what: "There isn't enough free disk space.",
    todo: "Make room, or put Glimmer's folder on a larger disk.",
    known: { what: "{{neededBytes}} is needed, {{freeBytes}} is free where {{path}} lies." },
  },
  "disk-full": {
    what: "A disk is full.",
    why: "The system refused to write another byte.",
    todo: "Make room, then go on. It may be the disk of the folder for temporary files.",
    known: { what: "The disk that holds {{path}} is full." },
  },
  "permission-denied": {
    what: "A folder can't be written to.",
    why: "It belongs to another user, or is locked.",
    todo: "Give the folder back to your user, then try again.",
    known: { what: "{{path}} can't be written to." },
  },
  "index-unreachable": {
    what: "The package source can't be reached.",
    todo: "Check the network, or choose another package source.",
    known: { what: "The package source {{index}} can't be reached." },
  },
  "index-lacks-package": {
    what: "The package source doesn't have what is needed.",
    why: "Mirrors are often days behind the source they copy.",
    todo: "Choose another package source, or an older engine.",
    known: { what: "The package source doesn't have {{package}} {{wanted}}." },
  },
  "known-fault": {
    what: "This version is known not to work.",
    todo: "Take another version.",
    known: { what: "vLLM {{version}} is known not to work on this kind of computer." },
  },
  "ssl-cert-failed": {
    what: "The secure connection isn't trusted.",
    why: "Something between here and the server signs with a certificate this computer doesn't know: mostly a company's proxy, sometimes a wrong clock.",
    todo: "Ask for your company's root certificate and name its file in the settings, or choose another package source. Check the clock.",
  },
  "proxy-refused": {
    what: "A proxy refuses to let the connection through.",
    todo: "Correct the proxy's address, name and password in the settings.",
    known: { what: "A proxy refuses to let the connection through (it answered {{status}})." },
  },
  "proxy-unreachable": {
    what: "The proxy doesn't answer.",
    todo: "Start it, or correct or remove its address, in the settings or in HTTP_PROXY and HTTPS_PROXY.",
    known: { what: "The proxy {{index}} doesn't answer." },
  },
  "uv-unavailable": {
    what: "uv, the tool that fetches Python packages, can't be had.",
    todo: "Check the network, or choose another package source. An uv that is already on this computer is used, too.",
    known: { what: "uv {{version}}, the tool that fetches Python packages, can't be had." },
  },
  "python-missing": {
    what: "There is no usable Python.",
    todo: "Let Glimmer fetch its own, or name one from 3.10 on.",
    known: { what: "{{path}} is no usable Python." },
  },
  "python-download-failed": {
    what: "Python couldn't be downloaded.",
    todo: "Check the network, or install Python with your system's packages: Glimmer will find it.",
    known: {
      what: "Python {{version}} couldn't be downloaded.",
      todo: "Check the network, or install Python {{oldest}} or newer with your system's packages: Glimmer will find it.",
    },
  },
  "lock-failed": {
    what: "No set of files was found that fit together.",
    todo: "Try again, or choose another package source or version.",
  },
  "download-failed": {
    what: "A download failed.",
    todo: "Try again: what is there stays. If it fails again, choose another source.",
    known: { what: "{{file}} couldn't be downloaded." },
  },
  "download-corrupt": {
    what: "A downloaded file is damaged.",
    why: "Its checksum is wrong.",
    todo: "Fetch it again, from another source if it happens twice.",
    known: { what: "{{file}} arrived damaged." },
  },
  "download-gated": {
    what: "The owner of this model wants its licence accepted first.",
    todo: "Accept it on the model's page, then enter an access token.",
  },
  "hub-unreachable": {
    what: "The server that models come from can't be reached.",
    todo: "Check the network, or choose another source. What is there stays.",
    known: { what: "{{host}}, where the model comes from, can't be reached." },
  },
  "hub-model-not-found": {
    what: "There is no such model there.",
    why: "A model that is not public is hidden in the same way from people without a token.",
    todo: "Check the name. If the model is not public, enter an access token of an account that may see it.",
    known: { what: "{{host}} has no model {{model}}." },
  },
  "hub-revision-not-found": {
    what: "The model has no such version.",
    todo: "Leave the revision out to take the newest, or name a branch, tag or commit that its page lists.",
    known: { what: "{{model}} has no revision {{revision}}." },
  },
  "hub-token-missing": {
    what: "The owner of this model wants to know who fetches it.",
    why: "Its licence has to be accepted on its page first; an access token then shows that you did.",
    todo: "Accept the licence on the model's page, then enter an access token.",
    known: { todo: "Accept the licence at {{page}}, then enter an access token." },
  },
  "hub-token-refused": {
    what: "The access token isn't valid.",
    why: "It may have expired, been withdrawn, or belong to another server.",
    todo: "Make a new one on your account's page and enter it.",
    known: { what: "{{host}} doesn't accept the access token." },
  },
  "hub-access-not-granted": {
    what: "Your account may not fetch this model yet.",
    why: "Its licence isn't accepted, its owner hasn't agreed yet, or the token may not read such models.",
    todo: "Accept the licence on the model's page, wait until it is granted, then try again.",
    known: { todo: "Accept the licence at {{page}}, wait until it is granted, then try again." },
  },
  "hub-answer-unreadable": {
    what: "The server answered, but not as a model hub does.",
    todo: "Check its address in the settings, or take another source.",
    known: { what: "{{host}} answered, but not as a model hub does." },
  },
  "hub-not-a-model": {
    what: "There is nothing to serve in this repository.",
    why: "vLLM needs a config.json and weight files.",
    todo: "Choose another repository of the same model, one with safetensors files.",
    known: { what: "There is nothing to serve in {{model}}." },
  },
  "build-failed": {
    what: "vLLM couldn't be built.",
    todo: "Try again or take another version. The log says where it stopped.",
    known: { what: "vLLM {{version}} couldn't be built." },
  },
  "install-failed": {
    what: "The packages couldn't be installed.",
    todo: "Try again. The log says where it stopped.",
  },
  "verify-failed": {
    what: "The engine is built, but its parts don't fit together.",
    todo: "Take another version.",
    known: { what: "vLLM {{version}} is built, but its parts don't fit together." },
  },
  "selftest-no-answer": {
    what: "The new engine didn't answer the test question.",
    todo: "The engine used so far stays in use. Try another version.",
  },
  "selftest-wrong-answer": {
    what: "The new engine answered the test question wrongly.",
    todo: "The engine used so far stays in use. Try another version.",
    known: { why: "To “{{question}}” the answer should have been “{{expected}}”." },
  },
  "selftest-no-tool-call": {
    what: "The new engine didn't call the test tool.",
    todo: "The engine used so far stays in use. Try another version.",
  },
  "no-version-works": {
    what: "None of the versions tried works on this computer.",
    todo: "Look at the log of each try, or choose a version by hand.",
  },
  "engine-missing": {
    what: "The engine isn't there.",
    todo: "Set one up, or choose another.",
    known: { what: "The engine {{engine}} isn't there any more." },
  },
  "engine-damaged": {
    what: "Files of the engine are missing or changed.",
    todo: "Repair it: the files are kept and only what is damaged is made again.",
  },

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

  // Compilers.
  "cuda-home-missing": {
    what: "Something has to be compiled for the GPU, and the tools for it are missing.",
    why: "The CUDA toolkit isn't installed.",
    todo: "Set the engine up from ready-made parts, which needs no toolkit.",
  },
  "cuda-path-wrong": {
    what: "The CUDA toolkit isn't where the engine looks for it.",
    todo: "Name its folder, or set the engine up from ready-made parts.",
    known: { why: "It looked in {{path}}." },
  },
  "ninja-missing": {
    what: "A small building tool, ninja, can't be found.",
    todo: "Start again from Glimmer, which brings it along, or repair the engine.",
  },
  "flashinfer-jit-failed": {
    what: "FlashInfer, a part of the engine, couldn't be compiled for this GPU.",
    todo: "Start without it: the engine has other ways to do the same.",
  },
  "python-headers-missing": {
    what: "A package for compiling is missing: the Python headers.",
    why: "The engine compiles small parts for your GPU at the start.",
    todo: "Install the package, then start again.",
  },
  "system-headers-missing": {
    what: "A package for compiling is missing: the C headers.",
    why: "The engine compiles small parts for your GPU at the start.",
    todo: "Install the package, then start again.",
  },
  "c-compiler-missing": {
    what: "There is no C compiler on this computer.",
    why: "The engine compiles small parts for your GPU at the start.",
    todo: "Install it, then start again.",
  },
  "program-missing": {
    what: "A program that building needs isn't installed.",
    why: "The line below names it.",
    todo: "Install it, then build again.",
  },
  "gcc-unsupported": {
    what: "The C compiler is newer than the CUDA toolkit accepts.",
    todo: "Set the engine up from ready-made parts, or install an older compiler beside it.",
  },
  "gcc-too-old": {
    what: "The C compiler is too old to build this engine.",
    todo: "Install a newer compiler, or set the engine up from ready-made parts.",
  },
  "compile-cache-damaged": {
    what: "What an earlier start had compiled is damaged.",
    why: "That start was ended while it was writing.",
    todo: "Delete the compiled parts and start again. They are made anew, which takes a minute or two.",
  },

  // Packages and builds.
  "torch-abi-mismatch": {
    what: "Parts of the engine don't fit each other.",
    why: "vLLM was built for another version of PyTorch than the one beside it.",
    todo: "Repair the engine: its packages are fetched again as a matching set.",
  },
  "precompiled-wheel-missing": {
    what: "There are no ready-made parts for this version of vLLM.",
    todo: "Take a released version.",
  },
  "wheel-wrong-platform": {
    what: "The package source has this package for other computers only.",
    todo: "Choose another package source or version.",
  },
  "setuptools-scm-no-version": {
    what: "The source of vLLM doesn't say which version it is.",
    why: "It came without the data that git keeps.",
    todo: "Let Glimmer fetch the source itself.",
  },
  "pip-no-matching-torch": {
    what: "The PyTorch that this vLLM wants isn't to be had here.",
    todo: "Choose another package source or version.",
  },
  "pip-torch-conflict": {
    what: "Two packages want different versions of the same thing.",
    todo: "Let Glimmer make a new environment in which nothing else is installed.",
  },
  "uv-no-solution": {
    what: "No set of packages was found that fit together.",
    why: "Often the package source is behind and lacks one of them.",
    todo: "Choose another package source, or an older engine.",
  },
  "python-version-unsupported": {
    what: "This version of Python doesn't suit the engine.",
    todo: "Let Glimmer use its own Python.",
    known: { what: "Python {{python}} doesn't suit the engine." },
  },
  "python-package-missing": {
    what: "A Python package that is needed isn't in the engine.",
    todo: "Repair the engine.",
    known: { what: "The Python package {{package}} isn't in the engine." },
  },
  "build-oom-killed": {
    what: "The computer ran out of main memory while building.",
    todo: "Build with fewer steps at once, or from ready-made parts.",
  },
  "externally-managed-python": {
    what: "The system's own Python takes no packages.",
    why: "That protects the system.",
    todo: "Let Glimmer use an environment of its own.",
  },
  "windows-native-unsupported": {
    what: "vLLM doesn't run on Windows itself.",
    todo: "Use WSL2, the Linux inside Windows.",
  },
  "glibc-too-old": {
    what: "This Linux is too old for the engine.",
    todo: "Use a newer system, or an older engine.",
    known: { why: "The engine needs version {{needed}} of a library that comes with the system." },
  },
  "hf-transfer-missing": {
    what: "Fast downloads are switched on, but the package for them is missing.",
    todo: "Switch them off. Glimmer downloads by itself.",
  },
  "command-not-found": {
    what: "The program vllm isn't there.",
    todo: "Set up an engine, or repair it.",
  },
  "engine-unsupported-cpu": {
    what: "This version of the engine doesn't work on this processor.",
    todo: "Take another version.",
    known: { what: "vLLM {{engineVersion}} doesn't work on this processor." },
  },

  // Network.
  "network-timeout-pip": {
    what: "The package source doesn't answer, or too slowly.",
    todo: "Try again, or choose a package source closer to you.",
  },
  "git-clone-failed": {
    what: "A source couldn't be fetched with git.",
    todo: "Check the network. A released version needs no git.",
    known: { what: "{{url}} couldn't be fetched with git." },
  },
  "download-interrupted": {
    what: "A download broke off.",
    todo: "Go on with it: what came is kept.",
  },
  "hf-gated-401": {
    what: "The model hub doesn't give out this model to just anyone.",
    why: "Its owner wants the licence accepted, or it is private.",
    todo: "Accept the licence on the model's page and enter an access token. A wrong name looks the same: check it.",
  },
  "hf-offline": {
    what: "The model hub can't be reached, and the model isn't on this computer.",
    todo: "Choose a model that is here, or a mirror of the hub.",
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

  // The server.
  "port-in-use": {
    what: "Another program uses the port.",
    todo: "Try again: Glimmer takes another port.",
    known: { what: "Another program uses port {{port}}." },
  },
  "host-binding": {
    what: "The engine can't listen at the address it was given.",
    why: "That address doesn't belong to this computer.",
    todo: "Use this computer's own address, 127.0.0.1.",
  },
  "served-name-404": {
    what: "A program asked for a model under a name the engine doesn't serve.",
    todo: "Use the name shown under Connect.",
    known: { what: "A program asked for “{{name}}”, which the engine doesn't serve." },
  },
  "chat-route-404": {
    what: "A program asked at an address the engine doesn't have.",
    why: "Often the address lacks /v1 at its end.",
    todo: "Use the address shown under Connect.",
    known: { what: "A program asked at {{route}}, which the engine doesn't have." },
  },
  "context-length-400": {
    what: "The conversation is longer than the context.",
    todo: "Start a new conversation, or start the engine with a longer context.",
    known: { what: "The conversation is longer than the context of {{length}} tokens." },
  },
  "auto-tool-choice-flags": {
    what: "The engine was started without tools.",
    todo: "Start it again with tools.",
  },
  "max-len-above-model": {
    what: "The context asked for is longer than the model was made for.",
    todo: "Use the model's own limit. Beyond it the answers fall apart.",
    known: { what: "A context of {{length}} tokens was asked for. The model was made for {{modelLength}}." },
  },
  "unrecognized-argument": {
    what: "This engine doesn't know one of the options it was started with.",
    todo: "Leave the option out.",
    known: { what: "This engine doesn't know the option {{option}}." },
  },
  "settings-invalid": {
    what: "The engine refuses one of its settings.",
    todo: "Go back to the settings that worked.",
    known: { what: "The engine refuses the setting {{option}}." },
  },

  // Chatting.
  "engine-not-ready": {
    what: "The engine isn't ready yet.",
    todo: "Start it, or wait until it is.",
  },
  "engine-lost": {
    what: "The engine stopped answering.",
    todo: "Look at the engine's page: it says whether it still runs, and why not.",
  },
  "tool-arguments-unreadable": {
    what: "The model called a tool with something that can't be read.",
    todo: "Ask again. The model was told.",
    known: { what: "The model called {{tool}} with something that can't be read." },
  },
  "tool-failed": {
    what: "A tool failed.",
    todo: "The model was told and may try another way.",
    known: { what: "{{tool}} failed." },
  },
  "tool-unknown": {
    what: "The model called a tool that doesn't exist.",
    todo: "The model was told. Ask again if it gets stuck.",
    known: { what: "The model called {{tool}}, which doesn't exist." },
  },
  "tool-loop-too-long": {
    what: "The model kept calling tools without getting on.",
    todo: "Ask in smaller steps.",
    known: { what: "The model called tools {{steps}} times without getting on." },
  },
  "turn-interrupted": {
    what: "The answer was cut short because Glimmer was closed.",
    todo: "Let it answer again. What was written is kept.",
  },
  "answer-failed": {
    what: "The engine didn't give an answer.",
    todo: "Try again.",
    known: { what: "The engine didn't give an answer (it said {{status}})." },
  },
  "answer-cut-short": {
    what: "The answer ends before it is finished.",
    why: "The context is full, or the answer reached its allowed length.",
    todo: "Ask it to go on, or start the engine with a longer context.",
  },

  // Anything else.
  "not-found": {
    what: "It isn't there any more.",
    todo: "It may have been moved or deleted.",
    known: { what: "{{path}} isn't there." },
  },
  "not-a-model-folder": {
    what: "This folder holds no model.",
    why: "A model's folder has a file config.json.",
    todo: "Choose the folder that holds config.json and the weight files.",
    known: { what: "{{path}} holds no model." },
  },
  "model-incomplete": {
    what: "Files of the model are missing.",
    todo: "Fetch what is missing.",
    known: { what: "Files of the model are missing: {{missing}}, among them {{file}}." },
  },
  "model-not-here": {
    what: "This model isn't on this computer.",
    todo: "Download it first.",
    known: { what: "{{model}} isn't on this computer." },
  },
  "model-in-use": {
    what: "This model is being served right now.",
    todo: "Stop the engine first.",
    known: { what: "{{model}} is being served right now." },
  },
  "folder-not-empty": {
    what: "That folder holds something else already.",
    todo: "Choose an empty folder, or a new one.",
    known: { what: "{{path}} holds something else already." },
  },
  "not-a-text-file": {
    what: "This file isn't text.",
    todo: "Choose a text file.",
    known: { what: "{{name}} isn't text." },
  },
  "file-too-large": {
    what: "This file is too large to attach.",
    todo: "Attach a part of it.",
    known: { what: "{{name}} has {{bytes}}. At most {{limitBytes}} can be attached." },
  },
  "invalid-input": {
    what: "That input can't be used.",
    todo: "Check what was entered.",
    known: { what: "The entry for {{field}} can't be used." },
  },
  "not-confirmed": {
    what: "Nothing was done: this needs your confirmation first.",
    todo: "Look at what would happen, then confirm it.",
  },
  busy: {
    what: "Glimmer is still busy with this.",
    todo: "Wait until it is done, or stop it first.",
  },
  "home-in-use": {
    what: "Another Glimmer is using this folder.",
    todo: "Close the other one, or use it.",
  },
  "home-not-writable": {
    what: "Glimmer's folder can't be written to.",
    todo: "Give it back to your user, or choose another folder.",
    known: { what: "Glimmer's folder {{path}} can't be written to." },
  },
  "connection-lost": {
    what: "The connection to Glimmer is gone.",
    todo: "It comes back by itself. If not, load the page again.",
  },
  internal: {
    what: "Something went wrong inside Glimmer.",
    why: "This is a fault of ours.",
    todo: "Try again. A report helps us to repair it.",
  },
}
