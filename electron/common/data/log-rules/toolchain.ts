import type { SystemPackages } from "../../domain/diagnosis/fix"
import type { CauseRule } from "../../domain/diagnosis/rule"
import { SYSTEM_PACKAGES } from "../system-packages"

const CUDA_TOOLKIT: SystemPackages = {
  debian: ["nvidia-cuda-toolkit"],
  fedora: ["cuda-toolkit"],
  suse: ["cuda-toolkit"],
  arch: ["cuda"],
}

const NINJA: SystemPackages = {
  debian: ["ninja-build"],
  fedora: ["ninja-build"],
  suse: ["ninja"],
  arch: ["ninja"],
}

/** CUDA's tools and what builds with them. */
export const TOOLCHAIN_RULES: readonly CauseRule[] = [
  {
    class: "cuda-home-missing",
    means: "Something wants to compile for CUDA and there is no CUDA toolkit.",
    apart: "A toolkit that is there but at a place that was not said: cuda-path-wrong.",
    signs: [
      {
        says: [
          "Cannot find CUDA_HOME",
          "CUDA_HOME environment variable is not set",
          "CUDA_HOME is not set",
          "CUDA_HOME ‹undefined|must be set|not found|is not defined›",
          "Could not find CUDA ‹toolkit|installation›",
          "Could NOT find CUDA",
          "Could not find nvcc",
          "nvcc was not found",
          'Could not find a package configuration file provided by "CUDAToolkit"',
          "No CMAKE_CUDA_COMPILER could be found",
          "CMAKE_CUDA_COMPILER not set",
          "CMAKE_CUDA_COMPILER-NOTFOUND",
          "Could not find compiler set in environment variable CUDACXX",
          "The CMAKE_CUDA_COMPILER: …is not a full path",
          "Could NOT find CUDAToolkit",
          "Failed to find nvcc",
          "No CUDA toolset found",
          "CUDA must be available in order to build",
          "Failed to find ‹the |›CUDA compiler",
          "assert CUDA_HOME is not None",
          "'NoneType' object has no attribute …CUDA_HOME",
          "nvcc‹: |：|:›«@not-found»",
          "Cannot find ptxas",
        ],
        confidence: "high",
      },
      { says: ["^AssertionError: CUDA_HOME", "CUDA_HOME does not exist"], confidence: "high" },
    ],
    fixes: [{ kind: "rebuild-engine" }, { kind: "install-system-package", packages: CUDA_TOOLKIT }],
  },
  {
    class: "cuda-path-wrong",
    means: "The CUDA toolkit is not where PATH or CUDA_HOME say.",
    signs: [
      {
        says: [
          "«@no-such-file»: '«path»nvcc'",
          "«@no-such-file»: 'nvcc'",
          "«path:path»/bin/nvcc: ‹not found|«@no-such-file»›",
          "nvcc: not found",
          "CUDA_HOME ‹'|=|is set to |points to ›«path»‹'|›…‹does not exist|not exist|invalid|wrong›",
          "The CUDA compiler identification is unknown",
          "detected CUDA version («found:version») mismatches",
          "nvcc not found at '«path»'",
          "Could not find …«path:path»/include/cuda_runtime.h",
          "cuda_runtime.h: «@no-such-file»",
        ],
        without: ["flashinfer"],
        confidence: "high",
      },
    ],
    fixes: [
      { kind: "set-environment", name: "CUDA_HOME", value: "/usr/local/cuda" },
      { kind: "rebuild-engine" },
    ],
  },
  {
    class: "ninja-missing",
    means: "Something is compiled at start-up and the program ninja is not on PATH.",
    signs: [
      {
        says: [
          "«@no-such-file»: 'ninja'",
          "Ninja is required to load C++ extensions",
          "ninja: «@not-found»",
          "ninja: not found",
          "Could not find ninja",
          'unable to find a build program corresponding to "Ninja"',
          "No module named 'ninja'",
        ],
        with: ["flashinfer"],
        confidence: "high",
      },
      {
        says: [
          "«@no-such-file»: 'ninja'",
          "ninja: ‹«@not-found»|not found›",
          "No module named 'ninja'",
          "Ninja is required",
          "Could not find ninja",
          'corresponding to "Ninja"',
        ],
        confidence: "medium",
      },
    ],
    fixes: [
      { kind: "start-again" },
      { kind: "rebuild-engine" },
      { kind: "install-system-package", packages: NINJA },
    ],
  },
  {
    class: "flashinfer-jit-failed",
    means: "FlashInfer compiles its kernels at the first start, and that failed.",
    apart: "When what it lacks is named (ninja, headers, a compiler), that is the cause.",
    signs: [
      {
        says: [
          "Ninja build failed",
          "ninja: build stopped: subcommand failed",
          "Command '['ninja'…returned non-zero exit status",
        ],
        with: ["flashinfer"],
        confidence: "high",
      },
      {
        says: [
          "Ninja build failed",
          "nvcc: not found",
          "«path:path»/bin/nvcc: not found",
          "nvcc fatal",
          "CUDA_HOME",
        ],
        below: ["build_and_load", "flashinfer/", "gen_sampling_module", "get_batch_prefill_module"],
        confidence: "high",
      },
      {
        says: [
          "flashinfer…‹JIT|jit›…‹failed|error›",
          "Failed to ‹build|compile|JIT›…flashinfer",
          "flashinfer/…error: ",
          "FlashInfer requires ‹CUDA|nvcc›",
          "SM 12.x requires CUDA",
          "No supported CUDA architectures found",
          "FlashInfer …does not support ‹your|this›",
        ],
        confidence: "medium",
      },
      {
        says: ["Error building extension '«extension»'", "Error compiling objects for extension"],
        with: ["flashinfer"],
        confidence: "medium",
      },
      {
        says: ["^«error:name»‹Error|Exception›: «detail»"],
        below: ["flashinfer/jit/"],
        rank: "weak",
        confidence: "low",
      },
    ],
    beats: ["cuda-path-wrong"],
    fixes: [
      { kind: "set-environment", name: "VLLM_USE_FLASHINFER_SAMPLER", value: "0" },
      { kind: "other-attention-backend", backend: "FLASH_ATTN" },
      { kind: "clear-compile-cache" },
    ],
  },
  {
    class: "python-headers-missing",
    means: "Python's C headers are missing; Triton compiles with them at start-up.",
    signs: [
      {
        says: [
          "Python.h: «@no-such-file»",
          "Python.h：«@no-such-file»",
          "'Python.h' file not found",
          "Could NOT find Python…Development",
          "Could NOT find Python (missing: ‹Python_INCLUDE_DIRS|Development›",
          "Cannot open include file: 'Python.h'",
          "include_dirs …Python.h",
          "python«version:version»-dev",
        ],
        confidence: "high",
      },
      {
        // What Triton compiles first wants Python's headers; its compiler's own words are not always in the log.
        says: [
          "Command '['…‹gcc|cc|clang›', '…/‹cuda_utils.c|main.c|__triton_launcher.c|driver.c›'…returned non-zero exit status",
        ],
        rank: "weak",
        confidence: "medium",
      },
    ],
    beats: ["flashinfer-jit-failed", "c-compiler-missing", "system-headers-missing"],
    fixes: [
      { kind: "install-system-package", packages: SYSTEM_PACKAGES.pythonHeaders },
      { kind: "rebuild-engine" },
    ],
  },
]
