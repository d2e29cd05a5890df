import type { CauseRule } from "../../domain/diagnosis/rule"

/** Packages, builds and the system they meet. */
export const INSTALL_PACKAGE_RULES: readonly CauseRule[] = [
  {
    class: "torch-abi-mismatch",
    means: "vLLM's binaries were made for another PyTorch than the one beside them.",
    apart:
      "A missing file is another fault: libcudart-missing, no-gpu-driver. libc's own version: glibc-too-old.",
    signs: [
      {
        says: [
          "undefined symbol: «symbol:word»",
          "symbol not found in flat namespace",
          "Could not load this library: …vllm",
          "operator torchvision::nms does not exist",
          "RuntimeError: Detected that PyTorch and ‹torchvision|torchaudio› were compiled with different CUDA",
          "compiled using NumPy 1.x cannot be run in NumPy 2",
          "DLL load failed while importing ‹_C|_moe_C|cuda_utils›",
          "was compiled ‹with|against› ‹a different|another› ‹version of |›‹torch|PyTorch›",
        ],
        butNot: ["libcudart", "NumPy", "ncclCommWindow", "cuInit"],
        from: "warning",
        confidence: "high",
      },
      { says: ["compiled using NumPy 1.x cannot be run in NumPy 2"], rank: "weak", confidence: "medium" },
      {
        // Another cuDNN than PyTorch's own stands first on the way.
        says: ["cuDNN version incompatibility", "CUDNN_STATUS_SUBLIBRARY_VERSION_MISMATCH"],
        confidence: "medium",
      },
      {
        says: [
          "'_OpNamespace' '_C…' object has no attribute '«symbol»'",
          "'_OpNamespace' '_moe_C' object has no attribute '«symbol»'",
        ],
        butNot: ["init_cpu_", "cpu_"],
        confidence: "medium",
      },
    ],
    beats: ["arch-inspect-failed", "device-type-unknown"],
    also: ["engineVersion"],
    fixes: [{ kind: "rebuild-engine" }, { kind: "other-engine-version" }],
  },
  {
    class: "engine-unsupported-cpu",
    means: "This build of the engine has no working code for this machine's processor.",
    apart:
      "The line 'Failed to import from vllm._C_AVX2' alone is harmless: it is one of several kernels that are tried.",
    signs: [
      {
        says: [
          "'_OpNamespace' '_C…' object has no attribute '‹init_cpu_|cpu_›«symbol»'",
          "CPU ‹backend|kernels› ‹requires|require|need› AVX",
          "does not support AVX",
          "vLLM CPU backend requires",
          "Illegal instruction",
          "非法指令",
        ],
        butNot: ["CUDA", "instruction was encountered"],
        confidence: "high",
      },
      {
        says: ["Boolean value of Tensor with more than one value is ambiguous"],
        below: ["cpu_triton_utils.py", "cpu_model_runner.py", "cpu_worker.py"],
        confidence: "high",
      },
      { says: ["on CPU requires x86 with AVX", "requires x86 with AVX-512"], confidence: "medium" },
    ],
    also: ["engineVersion"],
    fixes: [{ kind: "other-engine-version" }, { kind: "rebuild-engine" }],
  },
  {
    class: "precompiled-wheel-missing",
    means: "There are no ready-made kernels for the source that was to be built.",
    signs: [
      {
        says: [
          "Failed to fetch: `…wheels.vllm.ai/",
          "wheels.vllm.ai/…404",
          "404…wheels.vllm.ai",
          "No precompiled vllm wheel found",
          "No precompiled wheel",
          "Failed to ‹get|download|fetch› …‹precompiled|vLLM wheel|vllm wheel›",
          "precompiled wheel …‹not found|does not exist|404›",
          "vllm-«version:path».whl…404",
          "‹HTTP|urllib› ‹Error|error›…404…‹vllm|wheel›",
          "Failed to get …wheel …from …wheels.vllm.ai",
        ],
        confidence: "high",
      },
      {
        says: [
          "HTTP Error 404: Not Found",
          "HTTP status client error (404 Not Found)",
          "Error response from …: 404",
        ],
        below: [
          "download_wheel",
          "extract_precompiled_and_patch_package",
          "fetch_metadata_for_variant",
          "setup.py",
        ],
        confidence: "high",
      },
      {
        says: ["HTTP Error 404", "status client error (404", "404 Client Error", "404 Not Found"],
        with: ["precompiled"],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "other-engine-version" }, { kind: "rebuild-engine" }],
  },
  {
    class: "wheel-wrong-platform",
    means: "The index has this package for other machines only.",
    signs: [
      {
        says: [
          "can't be installed because it doesn't have a source distribution or wheel for the current platform",
          "is not a supported wheel on this platform",
          "only has wheels ‹for the following platform|with the following platform›",
          "no wheels with a matching platform tag",
          "does not include a compatible wheel for the current platform",
          "not supported by current platform",
          "not compatible with the current platform",
          "wheel is incompatible with the current platform",
        ],
        butNot: ["cp3«tag:int»…requires Python"],
        confidence: "high",
      },
    ],
    beats: ["uv-no-solution"],
    fixes: [{ kind: "choose-mirror" }, { kind: "other-engine-version" }],
  },
  {
    class: "setuptools-scm-no-version",
    means: "The source does not say which version it is: it came without git's data.",
    signs: [
      {
        says: [
          "setuptools-scm was unable to detect version",
          "setuptools_scm …unable to detect version",
          "Make sure you're either building from a fully intact git repository",
          "SETUPTOOLS_SCM_PRETEND_VERSION",
          "unable to detect version for",
        ],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "rebuild-engine" }, { kind: "other-engine-version" }],
  },
  {
    class: "pip-no-matching-torch",
    means: "The PyTorch that this vLLM wants cannot be had for this system or from this index.",
    apart:
      "When versions were left out because of Python's version, that is the cause: python-version-unsupported.",
    signs: [
      {
        says: [
          "Could not find a version that satisfies the requirement ‹torch|torchvision|torchaudio|triton|xformers›‹==|>=|~=|<|>|(| ›",
          "No matching distribution found for ‹torch|torchvision|torchaudio|triton|xformers›",
          "‹there is|there are› no version‹s|› of ‹torch|torchvision|torchaudio|triton›",
        ],
        without: ["other-python"],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "choose-mirror" }, { kind: "own-environment" }, { kind: "other-engine-version" }],
  },
  {
    class: "pip-torch-conflict",
    means: "pip cannot make the wanted versions agree.",
    signs: [
      {
        says: [
          "ResolutionImpossible",
          "because these package versions have conflicting dependencies",
          "Cannot install …because these package versions",
          "resolution-too-deep",
          "Dependency resolution exceeded maximum depth",
        ],
        confidence: "high",
      },
      {
        says: [
          "pip's dependency resolver does not currently take into account all the packages",
          "is looking at multiple versions of ‹vllm|torch› to determine",
          "but you have ‹torch|vllm› «installed:version» which is incompatible",
        ],
        from: "any",
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "own-environment" }, { kind: "other-engine-version" }],
  },
  {
    class: "uv-no-solution",
    means: "uv cannot find versions that agree, in the indexes it may use.",
    apart: "When Python's version alone rules them out: python-version-unsupported.",
    signs: [
      {
        says: [
          "No solution found when resolving",
          "we can conclude that ‹your requirements|the requirements› are unsatisfiable",
          "your requirements are unsatisfiable",
          "was not found in the package registry",
          "was not found in the provided package locations",
          "was found on …but not at the requested version",
          "Failed to resolve dependencies for",
        ],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "choose-mirror" }, { kind: "other-engine-version" }, { kind: "own-environment" }],
  },
  {
    class: "python-version-unsupported",
    means: "The package is not made for this version of Python.",
    signs: [
      {
        says: [
          "requires a different Python: «python:version» not in '«wanted»'",
          "requires a different Python",
          "requires Python‹ |: |-›‹>|<|=|~|!›",
          "current Python version («python:version») does not satisfy Python«wanted»",
          "Requires-Python…‹but|not compatible›",
          "Python «python:version» is not supported",
          "Python «python:version», which is ‹not supported|unsupported|too new|too old›",
          "Python version «python:version» is ‹not supported|unsupported|too new|too old›",
          "Unsupported Python version",
          "Unable to find python matching: «wanted»",
          "not support‹ed|› Python «python:version»",
          "requires-python …incompatible",
          "the ‹requested|current› Python version …not satisfy",
          "Package '«package»' requires a different Python",
          "only has wheels with the following Python ‹ABI|implementation› tag",
          "no wheels with a matching Python ‹ABI|implementation|version› tag",
          "requested Python version (…does not satisfy",
          "is not compatible with the ‹target|current› Python",
          "Python version …is not ‹supported|compatible›",
          "requires Python ‹version |›«python:version» ‹but|and›",
          "the ‹running|installed|active› Python …is ‹too new|too old|unsupported›",
          "No interpreter found for Python",
          "You're using CPython «python:version»",
        ],
        butNot: ["Ignored the following"],
        confidence: "high",
      },
      {
        says: [
          "Could not find a version that satisfies the requirement «package:word»",
          "No matching distribution found for «package:word»",
        ],
        with: ["other-python"],
        confidence: "high",
      },
    ],
    beats: ["uv-no-solution", "wheel-wrong-platform", "pip-no-matching-torch"],
    fixes: [{ kind: "own-environment" }],
  },
  {
    class: "python-package-missing",
    means: "A Python package that the engine or the model needs is not in the engine's environment.",
    signs: [
      {
        says: [
          "packages that were not found in your environment: «package:word»",
          "Missing requirements in your local environment for",
          "^ModuleNotFoundError: No module named '«package»'",
          "^ImportError: «package:word» is not installed",
          "requires the «package:word» library but it was not found in your environment",
          "Please install «package:word» ‹with|via|by|using› `pip install",
          "^‹ImportError|ModuleNotFoundError|ValueError|RuntimeError›: …‹Install it|Please install it|install it|Please install| Run| run› ‹via|with|using|to|by|:|`›…pip install «package:word»",
          "FlashInfer backend is not available. Please install",
          "‹kernels|module› not found. Please ‹follow|install›",
          "DeepGEMM ‹backend is unavailable|is not available›",
          "^‹ImportError|ModuleNotFoundError›: …is required when",
        ],
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "rebuild-engine" }, { kind: "other-variant" }],
  },
  {
    class: "index-lacks-package",
    means: "The package index does not have the version that was asked for, or not yet.",
    apart:
      "PyTorch and its kin: pip-no-matching-torch. Left out because of Python's version: python-version-unsupported.",
    signs: [
      {
        says: [
          "No matching distribution found for «package:word»",
          "Could not find a version that satisfies the requirement «package:word»",
        ],
        rank: "weak",
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "choose-mirror" }, { kind: "other-engine-version" }],
  },
  {
    class: "disk-full",
    means: "A disk is full; for an installation often the one of /tmp.",
    apart: "/dev/shm is memory, not disk: shm-too-small.",
    signs: [
      {
        says: [
          "«@no-space»: '«path»'",
          "«@no-space»",
          "«@quota-exceeded»",
          "[Errno 28]",
          "(os error 28)",
          "ENOSPC",
          "not enough ‹free |›‹disk |›space on ‹device|the disk|disk›",
          "Not enough free disk space to download",
          "You don't have enough free space in «path:path»",
          "write error: «@no-space»",
          "disk is full",
          "No usable temporary directory found",
        ],
        butNot: ["/dev/shm", "inotify", "nccl"],
        from: "warning",
        confidence: "high",
      },
    ],
    facts: [{ test: "disk-almost-full", confidence: "medium", rank: "weak" }],
    beats: ["download-interrupted", "network-timeout-pip"],
    also: ["path", "freeDiskBytes"],
    fixes: [{ kind: "free-disk", path: { value: "path" } }, { kind: "other-temporary-folder" }],
  },
  {
    class: "build-oom-killed",
    means: "The compiler was killed because main memory ran out.",
    signs: [
      {
        says: [
          "Killed signal terminated program ‹cc1plus|cc1|as|lto1|collect2|ld|cicc›",
          "‹fatal error|致命错误›‹: |：›‹Killed|已杀死› signal terminated program",
          "'‹cicc|ptxas|cudafe++|nvlink|fatbinary›' died due to signal ‹9|2|11|6›",
          "nvcc error : '…' died due to signal",
          "died due to signal 9 (Kill signal)",
          "c++: internal compiler error: ‹Killed|已杀死›",
          "internal compiler error: ‹Killed|已杀死›",
          "virtual memory exhausted",
          "cc1plus: out of memory allocating",
          "LLVM ERROR: out of memory",
          "ld terminated with signal 9",
          "ninja: …Killed",
          "‹signal: 9, SIGKILL: kill|SIGKILL›…‹rustc|cargo|cc1plus|nvcc|cmake|ninja›",
        ],
        confidence: "high",
      },
      {
        says: [
          "^«@killed»$",
          "line «at:int»: «pid:int» «@killed»",
          "«@killed»…‹cmake|ninja|nvcc|cc1plus|make›",
          "exit ‹code|status›:‹ | -›‹9|137›",
          "SIGKILL",
        ],
        with: ["building"],
        confidence: "medium",
      },
    ],
    beats: ["host-ram-oom-killed"],
    also: ["availableMemoryBytes", "totalMemoryBytes"],
    fixes: [
      { kind: "build-with-fewer-jobs", jobs: 1 },
      { kind: "free-main-memory" },
      { kind: "rebuild-engine" },
    ],
  },
  {
    class: "externally-managed-python",
    means: "The system's own Python refuses packages; they belong into an environment.",
    signs: [
      {
        says: [
          "externally-managed-environment",
          "This environment is externally managed",
          "is externally managed",
          "The interpreter at …is externally managed",
        ],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "own-environment" }, { kind: "explain-break-system-packages" }],
  },
  {
    class: "windows-native-unsupported",
    means: "vLLM does not run on Windows itself.",
    signs: [
      {
        says: [
          "vLLM only supports Linux",
          "vLLM ‹does not|doesn't› support Windows",
          "‹Windows|win32› is not supported",
          "not support‹ed|› ‹on|natively on› Windows",
          "No module named '‹uvloop|resource|fcntl›'",
          "uvloop does not support Windows",
          "only supports ‹Linux|Unix› platform",
          "filename or extension is too long",
          "The filename, directory name, or volume label syntax is incorrect",
          "[WinError «winError:int»]",
        ],
        butNot: ["10048", "10013", "WinError 5]", "WinError 112"],
        confidence: "high",
      },
      {
        says: [
          "Failed to build installable wheels",
          "Failed building wheel for vllm",
          "Could not build wheels for vllm",
          "Failed to build ‹`|›vllm",
          "error: could not create 'build",
        ],
        with: ["windows"],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "use-wsl" }],
  },
  {
    class: "glibc-too-old",
    means: "The operating system's C library is older than the binaries.",
    signs: [
      {
        says: [
          "version `GLIBC_«needed:version»' not found",
          "version `GLIBCXX_«needed:version»' not found",
          "version `CXXABI_«needed:version»' not found",
          "GLIBC_«needed:version»' not found",
          "glibc ‹version |›«found:version» is ‹too old|not supported›",
          "requires glibc ‹>= |›«needed:version»",
          "manylinux_2_«needed:int»…‹not|but you're on› …manylinux_2_",
        ],
        from: "warning",
        confidence: "high",
      },
    ],
    beats: ["arch-inspect-failed", "device-type-unknown"],
    fixes: [{ kind: "newer-system" }, { kind: "other-engine-version" }],
  },
  {
    class: "hf-transfer-missing",
    means: "Fast downloads are switched on, and the package for them is missing.",
    signs: [
      {
        says: [
          "Fast download using 'hf_transfer' is enabled",
          "'hf_transfer' package is not available",
          "HF_HUB_ENABLE_HF_TRANSFER=1…not ‹available|installed›",
          "No module named 'hf_transfer'",
          "hf_transfer ‹is not installed|not found|not available›",
          "Xet Storage is enabled for this repo, but the 'hf_xet' package is not installed",
        ],
        butNot: ["Falling back"],
        confidence: "high",
      },
    ],
    beats: ["python-package-missing"],
    fixes: [{ kind: "unset-environment", name: "HF_HUB_ENABLE_HF_TRANSFER" }, { kind: "rebuild-engine" }],
  },
  {
    class: "permission-denied",
    means: "A folder that must be written to belongs to somebody else or is locked.",
    signs: [
      {
        says: [
          "«@permission-denied»: '«path»'",
          "PermissionError: «detail»",
          "PermissionError at «path:path»",
          "[Errno 13]",
          "«@permission-denied» (os error 13)",
          "«@read-only»: '«path»'",
          "[Errno 30] «@read-only»",
          "could not be created…«@permission-denied»",
          "mkdir: …«@permission-denied»",
          "mkdir: ‹cannot create directory|无法创建目录›",
          "«@permission-denied»",
        ],
        butNot: ["docker.sock", "bind on address", "publickey", "/dev/shm", "Rejecting"],
        // A file that Windows still locks when the process that inspects a model should have let go of it.
        notBelow: ["_run_in_subprocess"],
        confidence: "high",
      },
    ],
    fixes: [{ kind: "fix-folder-owner", path: { value: "path" } }, { kind: "start-again" }],
  },
  {
    class: "command-not-found",
    means: "The program vllm is not there, or not on PATH.",
    signs: [
      {
        says: [
          "vllm‹: |：|:›‹«@not-found»|not found›",
          "‹«@not-found»|找不到命令›‹: |：| ›‹'|“|›vllm",
          "vllm‹'|› ‹is not recognized|不是内部或外部命令›",
          '‹exec|stat›: "vllm": executable file not found in $PATH',
          "No module named ‹'|›vllm‹'|›$",
          "No module named vllm.__main__",
          "Failed to spawn: `vllm`",
          "«@no-such-file»: 'vllm'",
          "无法将“vllm”项识别",
          "The term 'vllm' is not recognized",
          "Unknown command: vllm",
          "«path:path»/vllm: «@no-such-file»",
          "bad interpreter: «@no-such-file»",
          "错误的解释器",
        ],
        confidence: "high",
      },
    ],
    beats: ["python-package-missing"],
    fixes: [{ kind: "rebuild-engine" }, { kind: "own-environment" }],
  },
]
