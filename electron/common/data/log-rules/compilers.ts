import type { SystemPackages } from "../../domain/diagnosis/fix"
import type { CauseRule } from "../../domain/diagnosis/rule"
import { SYSTEM_PACKAGES } from "../system-packages"

const BUILD_PROGRAMS: SystemPackages = {
  debian: ["git", "cmake", "make", "patch", "pkg-config"],
  fedora: ["git", "cmake", "make", "patch", "pkgconf"],
  suse: ["git", "cmake", "make", "patch", "pkg-config"],
  arch: ["git", "cmake", "make", "patch", "pkgconf"],
}

/** Compilers, their headers, and what they made. */
export const COMPILER_RULES: readonly CauseRule[] = [
  {
    class: "system-headers-missing",
    means: "A compiler is there, but the C headers of the system are not.",
    signs: [
      {
        says: [
          "fatal error: '‹stddef|stdint|stdio|stdlib|limits|math|string|assert|features|bits/libc-header-start|sys/types|cstdint|iostream|omp|numa|crypt|stdbool|cassert|memory|vector›‹.h|›' «@no-such-file»",
          "‹stddef|stdint|stdio|stdlib|limits|math|string|assert|features|bits/libc-header-start|sys/types|omp|numa|crypt|stdbool|sys/cdefs|gnu/stubs-32|linux/errno|asm/errno›.h‹:|：| file not found›",
          "fatal error: '‹stddef|stdint|stdio|stdlib|limits|math|string|assert›.h' file not found",
          "‹fatal error|致命错误›‹: |：›‹bits|sys|gnu|asm|linux›/«header:path» «@no-such-file»",
          "‹fatal error|致命错误›‹: |：›‹cstdint|iostream|cassert|vector|memory|string|algorithm|cmath›‹:|：›",
        ],
        butNot: ["Python.h", "cuda", "warning:"],
        confidence: "high",
      },
      {
        says: [
          "CppCompileError: C++ compile error",
          "C++ compile error",
          "cannot find ‹crt1.o|crti.o|Scrt1.o|-lc|-lstdc++|-lm|-lgcc›",
        ],
        rank: "weak",
        confidence: "low",
      },
    ],
    beats: ["flashinfer-jit-failed"],
    fixes: [{ kind: "install-system-package", packages: SYSTEM_PACKAGES.compilers }],
  },
  {
    class: "c-compiler-missing",
    means: "There is no C compiler; Triton needs one at start-up.",
    signs: [
      {
        says: [
          "Failed to find C compiler",
          "InvalidCxxCompiler",
          "RuntimeError: Compiler: «compiler:path» is not found",
          "MSVC is required to load C++ extensions",
          "No working C++ compiler found",
          "«@no-such-file»: '‹gcc|g++|cc|c++|clang|x86_64-linux-gnu-gcc|/usr/bin/gcc|/usr/bin/g++|/usr/bin/cc›'",
          "No CMAKE_C‹XX|›_COMPILER could be found",
          "‹gcc|g++|cc|c++|clang›‹: |：|:›‹«@not-found»|not found›",
          "command 'gcc' failed: «@no-such-file»",
          "command '«compiler:word»' failed: «@no-such-file»",
          "error: Microsoft Visual C++ 14.0 ‹or greater |›is required",
          "nvcc fatal : Cannot find compiler 'cl.exe' in PATH",
          "gcc: fatal error: cannot execute ‹'|›cc1",
          "error trying to exec '‹cc1|cc1plus›'",
          "command '‹gcc|g++|cc|c++|x86_64-linux-gnu-gcc›' failed with exit status 127",
          "nvcc fatal : Failed to preprocess host compiler properties",
          "unable to execute '‹gcc|x86_64-linux-gnu-gcc|cc|c++|g++›'",
          "linker `cc` not found",
        ],
        confidence: "high",
      },
    ],
    beats: ["flashinfer-jit-failed"],
    fixes: [{ kind: "install-system-package", packages: SYSTEM_PACKAGES.compilers }],
  },
  {
    class: "program-missing",
    means: "A program of the system that building needs is not installed.",
    apart: "vllm itself: command-not-found. A compiler: c-compiler-missing. nvcc: cuda-home-missing.",
    signs: [
      {
        says: [
          "‹git|cmake|make|patch|pkg-config|pkgconf›‹: |：|:›‹«@not-found»|not found›",
          "«@no-such-file»: '‹git|cmake|make|patch|pkg-config|pkgconf›'",
          "‹Cannot find command|executable not found:|Could not find program› ‹'|`|›‹git|cmake|make|patch|pkg-config|pkgconf›",
          "Git executable not found",
          "unable to execute '‹git|cmake|make|patch|pkg-config|pkgconf›'",
          "No ‹CMake|cmake› executable ‹could be |›found",
          "CMake executable …not found",
          "Cannot find CMake executable",
          "Please install cmake",
          "numactl is required for NUMA binding",
          "CMake must be installed to build",
          'unable to find a build program corresponding to "Unix Makefiles"',
        ],
        confidence: "high",
      },
    ],
    beats: ["git-clone-failed"],
    fixes: [{ kind: "install-system-package", packages: BUILD_PROGRAMS }],
  },
  {
    class: "gcc-unsupported",
    means: "The compiler is newer than this CUDA toolkit accepts.",
    signs: [
      {
        says: [
          "unsupported GNU version! gcc versions later than «newest:int» are not supported",
          "unsupported GNU version",
          "gcc versions later than",
          "current installed version of «compiler:word» («gcc:version») is greater than the maximum",
          "is greater than the maximum required version by CUDA",
          "‹gcc|GCC|GNU› «gcc:version» is not supported ‹by|with› ‹nvcc|CUDA›",
          "unsupported Microsoft Visual Studio version",
          "The current installed version of ‹g++|gcc› («gcc:version») is greater than the maximum required version by CUDA",
          "unsupported clang version",
          "parameter packs not expanded with '...'",
          '/include/c++/«gcc:int»/…: error: identifier "__',
          'exception specification is incompatible with that of previous function "‹cospi|sinpi|rsqrt|cospif|sinpif›',
        ],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "rebuild-engine" }, { kind: "other-engine-version" }],
  },
  {
    class: "gcc-too-old",
    means: "The compiler is too old for the source.",
    signs: [
      {
        says: [
          "too old version of GCC",
          "We need GCC «needed:int» or later",
          "GCC ‹version |›«needed:version» or ‹later|newer|higher› is required",
          "‹GCC|gcc|g++› ‹version |›‹>= |›«needed:version» or ‹newer|later|higher|above›",
          "‹needs|requires|require|need› ‹at least |›‹GCC|gcc› ‹version |›‹>= |›«needed:version»",
          "current installed version of «compiler:word» («gcc:version») is less than the minimum",
          "is less than the minimum required version by CUDA",
          "‹GCC|gcc|compiler› ‹version |›‹is |›too old",
          "requires ‹gcc|g++|gcc/g++› >= «needed:version»",
          "requires GCC ‹version |›«needed:version»",
          "C++ versions less than C++17 are not supported",
          "unrecognized command ‹line |-line |›option '-std=‹c++17|c++20|gnu++17|gnu++20›'",
          "gcc …‹is too old|too old›",
          "The current installed version of ‹g++|gcc› («gcc:version») is less than the minimum required version",
          "needs a compiler …C++‹17|20›",
          "unrecognized command-line option '-mavx512",
          "requires …C++20 …which …compiler …does not",
          "‹c++17|c++20› flag is not supported with the configured host compiler",
          "C++‹17|20› or later compatible compiler is required",
          "‹fatal error|致命错误›‹: |：›‹filesystem|charconv|span|concepts|ranges|source_location›‹: |：›«@no-such-file»",
        ],
        confidence: "high",
      },
    ],
    fixes: [
      { kind: "install-system-package", packages: SYSTEM_PACKAGES.compilers },
      { kind: "rebuild-engine" },
      { kind: "newer-system" },
    ],
  },
  {
    class: "compile-cache-damaged",
    means: "What an earlier start compiled is not whole; it was ended while writing.",
    signs: [
      {
        says: [
          "‹torchinductor|torch_compile_cache|torch_aot_compile|inductor_cache|.triton|triton/cache›«path:path»: ‹«@file-too-short»|invalid ELF header›",
          "«path:path».main.so: «@file-too-short»",
          "‹torchinductor|torch_compile_cache|torch_aot_compile›…‹JSONDecodeError|EOFError|UnpicklingError›",
          "‹BundledAutotuneCache|FxGraphCache|AOTAutogradCache›…‹corrupt|failed to load|Error›",
          "failed to load …torch_compile_cache",
          "vLLM failed to compile the model …corrupted compilation artifact",
          "a previous compilation failed, leading to a corrupted",
          "failed to get the hash of the compiled graph",
        ],
        confidence: "high",
      },
      {
        // Compiled for other instructions than are found now: a cache from another machine, or a damaged one.
        says: ["'at::vec' has not been declared"],
        confidence: "medium",
      },
      {
        // A file that ends before its own table of contents does kills who maps it into memory: SIGBUS.
        says: [
          "died unexpectedly (exit code: -7)",
          "died, exit code: -7",
          "«@bus-error»",
          "terminated by signal ‹7|SIGBUS›",
        ],
        during: ["profile"],
        without: ["several-workers"],
        confidence: "medium",
      },
      {
        says: ["«path:path».so: «@file-too-short»", "invalid ELF header"],
        notBelow: ["_custom_ops.py"],
        confidence: "medium",
      },
      {
        says: [
          "^EOFError: Ran out of input",
          "^_pickle.UnpicklingError: «detail»",
          "^json.decoder.JSONDecodeError: «detail»",
        ],
        below: [
          "compiler_interface.py",
          "compilation/",
          "codecache.py",
          "triton/runtime/cache.py",
          "autotune_cache.py",
          "caching.py",
        ],
        confidence: "high",
      },
    ],
    beats: ["system-headers-missing", "worker-died-silently"],
    fixes: [{ kind: "clear-compile-cache" }, { kind: "start-again" }],
  },
]
