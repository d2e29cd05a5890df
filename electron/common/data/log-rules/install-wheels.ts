import type { CauseRule } from "../../domain/diagnosis/rule"

/** Wheels that do not fit, and packages that cannot be had together. */
export const INSTALL_WHEEL_RULES: readonly CauseRule[] = [
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
        butNot: [
          "libcudart",
          "NumPy",
          "ncclCommWindow",
          "cuInit",
          "lib‹cublas|cublasLt|cusparse|cusolver|cudnn|nvJitLink|nccl›…: undefined symbol",
          "__nvJitLink",
        ],
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
          "Could not run '_C::«symbol»' with arguments from the 'CUDA' backend",
          "lib‹torch|torch_cuda|torch_cpu|torch_python|c10|c10_cuda›.so: «@cannot-open-shared»",
          "No module named 'vllm._C'",
        ],
        butNot: ["init_cpu_", "cpu_"],
        confidence: "medium",
      },
    ],
    beats: ["arch-inspect-failed", "device-type-unknown", "python-package-missing"],
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
          "Cannot install on Python version «python:version»",
          "interpreter resolved to Python «python:version», which is incompatible",
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
      // Types written in a way that Python 3.9 and older do not read.
      { says: ["unsupported operand type(s) for |: 'type' and"], confidence: "medium" },
    ],
    beats: ["uv-no-solution", "wheel-wrong-platform", "pip-no-matching-torch"],
    fixes: [{ kind: "own-environment" }],
  },
]
