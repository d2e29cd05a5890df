import type { ProblemWordsOf } from "../../../domain/problem-words"

/** Compilers, packages, builds and the network they need. */
export const building = {
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
} satisfies ProblemWordsOf
