import type { CauseRule } from "../../domain/diagnosis/rule"

/** The driver, its libraries, and hardware that fails. */
export const GPU_DRIVER_RULES: readonly CauseRule[] = [
  {
    class: "ptx-toolchain",
    means: "The driver is older than the CUDA that the engine's kernels were compiled with.",
    signs: [
      {
        says: [
          "PTX was compiled with an unsupported toolchain",
          "cudaErrorUnsupportedPtxVersion",
          "CUDA_ERROR_UNSUPPORTED_PTX_VERSION",
          "Unsupported .version «version:number»; current version is",
        ],
        confidence: "high",
      },
      {
        says: ["PTX JIT compiler library not found", "PTX JIT compilation was disabled"],
        confidence: "medium",
      },
    ],
    fixes: [{ kind: "update-driver", minimum: null }, { kind: "other-engine-version" }],
  },
  {
    class: "driver-too-old",
    means: "The NVIDIA driver is older than the CUDA of the engine's PyTorch.",
    signs: [
      {
        says: [
          "NVIDIA driver on your system is too old (found version «driverCuda:word»)",
          "driver on your system is too old",
          "CUDA driver version is insufficient for CUDA runtime version",
          "cudaErrorInsufficientDriver",
          "forward compatibility was attempted on non supported HW",
          "unsatisfied condition: cuda>=«cuda:number»",
          "requires ‹an |›NVIDIA driver ‹release |version |›«driver:version» or ‹later|newer›",
          "detected that your driver …is too old",
          "This container was built for NVIDIA Driver Release «needed:version» or later, but version «installed:version» was detected",
          "Please update your GPU driver",
        ],
        from: "warning",
        confidence: "high",
      },
    ],
    beats: ["device-type-unknown", "no-gpu-driver"],
    fixes: [
      { kind: "update-driver", minimum: { amount: "driver-for-cuda" } },
      { kind: "other-engine-version" },
    ],
  },
  {
    class: "libcudart-missing",
    means: "vLLM and PyTorch in the engine were made for different CUDA versions.",
    apart:
      "libcuda.so.1 belongs to the driver (no-gpu-driver); -lcuda is asked for by a linker (libcuda-link-missing).",
    signs: [
      {
        says: [
          "lib‹cudart|cublas|cublasLt|nvrtc|cusparse|cusolver|cufft|curand|nvJitLink|cupti|cudnn|nccl|cusparseLt|nvshmem_host›.so.«library:version»: «@cannot-open-shared»",
          "lib‹cudart|cublas|cublasLt|nvrtc|cudnn|nccl›…so.«library:version»: «@cannot-open-shared»",
          "‹cudart|cublas›64_«library:int».dll",
          "undefined symbol: …libcudart",
          "lib‹cudart|cublas|cublasLt|cusparse|cusolver|cudnn|nvJitLink|nccl›…: undefined symbol: «symbol:word»",
          "undefined symbol: __nvJitLink",
          "libcudart is not loaded in the current process",
          "failed to load the NCCL library",
          "Failed to load NCCL library",
          "version `libcudart.so",
        ],
        from: "warning",
        confidence: "high",
      },
    ],
    beats: ["arch-inspect-failed", "device-type-unknown", "python-package-missing"],
    fixes: [{ kind: "rebuild-engine" }, { kind: "other-engine-version" }],
  },
  {
    class: "libcuda-link-missing",
    means: "A compiler at start-up cannot find the driver's library to link with.",
    signs: [
      {
        says: [
          "‹cannot find|找不到› -lcuda",
          "libcuda.so cannot found",
          "libcuda.so cannot be found",
          "libcuda.so not found",
          "unable to find library -lcuda",
          "Possible files are located at ['…libcuda",
          "Please create a symlink of libcuda.so",
          "‹cannot find|找不到› -lcudart",
        ],
        confidence: "high",
      },
    ],
    fixes: [
      {
        kind: "set-environment",
        name: "LIBRARY_PATH",
        value: "/usr/lib/x86_64-linux-gnu:/usr/lib64:/usr/lib/wsl/lib",
      },
      { kind: "update-driver", minimum: null },
    ],
  },
  {
    class: "no-gpu-driver",
    means: "No NVIDIA driver, or no GPU behind it, can be seen.",
    signs: [
      {
        says: [
          "No ‹CUDA|HIP|XPU› GPUs are available",
          "nvml error: driver not loaded",
          "FATAL: Module nvidia not found",
          "CUDA driver is a stub library",
          "Found no NVIDIA driver on your system",
          "no CUDA-capable device is detected",
          "cudaErrorNoDevice",
          "libcuda.so.1: «@cannot-open-shared»",
          "couldn't communicate with the NVIDIA driver",
          "nvidia-smi: «@not-found»",
          "No devices were found",
          "Torch not compiled with CUDA enabled",
          'could not select device driver "…" with capabilities: [[gpu]]',
          "nvidia-container-cli: initialization error: ‹load library failed|driver not loaded|driver error›",
          "NVML: Driver Not Loaded",
          "‹NVMLError_DriverNotLoaded|NVMLError_LibraryNotFound›",
          "NVML Shared Library Not Found",
          "The NVIDIA Driver was not detected",
          "torch.cuda.is_available() ‹is|returned|returns› False",
          "unknown or invalid runtime name: nvidia",
          "CUDA unknown error - this may be due to an incorrectly set up environment",
          "failed to get device handle …Not Found",
        ],
        from: "warning",
        confidence: "high",
      },
    ],
    beats: ["device-type-unknown"],
    fixes: [{ kind: "install-driver" }, { kind: "reboot" }],
  },
  {
    class: "nvml-mismatch",
    means: "The driver was updated but the old one is still running.",
    signs: [
      {
        says: [
          "driver/library version mismatch",
          "NVMLError_LibRmVersionMismatch",
          "RM has detected an NVML/RM version mismatch",
          "kernel module version …does not match",
          "API mismatch: the client has the version «clientVersion:version»",
          "NVML library version: «libraryVersion:version»",
          "system has unsupported display driver / cuda driver combination",
          "cudaErrorSystemDriverMismatch",
        ],
        from: "warning",
        confidence: "high",
      },
      {
        // A driver that lost its footing: a part of it that has not started, or a sleep it did not survive.
        says: [
          "cudaGetDeviceCount()…Error ‹802|803|999›",
          "CUDA error: system not yet initialized",
          "Failed to initialize NVML: Unknown Error",
          "NVMLError_Unknown",
        ],
        from: "warning",
        confidence: "medium",
      },
    ],
    beats: ["device-type-unknown", "no-gpu-driver"],
    fixes: [{ kind: "reboot" }],
  },
  {
    class: "device-type-unknown",
    means: "vLLM found nothing it could run on.",
    apart: "When driver or GPU are named as the reason, that is the cause.",
    signs: [
      {
        says: [
          "Failed to infer device type",
          "vLLM is running on UnspecifiedPlatform",
          "Device string must not be empty",
          "Failed to detect ‹a |›platform",
          "device type ‹is|=› ‹unknown|empty|''›",
        ],
        from: "warning",
        confidence: "high",
      },
    ],
    fixes: [{ kind: "install-driver" }, { kind: "rebuild-engine" }, { kind: "reboot" }],
  },
  {
    class: "gpu-hardware-fault",
    means: "The GPU itself reports a fault, or fell off the bus.",
    signs: [
      {
        says: [
          "uncorrectable ‹ECC|NVLink› error",
          "cudaErrorECCUncorrectable",
          "GPU has fallen off the bus",
          "NVRM: Xid (PCI:«pciBusId»): «xid:int»",
          "GPU is lost",
          "Unable to determine the device handle for GPU",
          "hardware stack error",
        ],
        confidence: "high",
      },
    ],
    beats: ["engine-dead-illegal-memory"],
    fixes: [{ kind: "check-gpu" }, { kind: "leave-out-gpu", gpu: { value: "index" } }, { kind: "reboot" }],
  },
  {
    class: "wsl-uva-unavailable",
    means: "On WSL2 memory is not pinned, which the newer model runner needs.",
    signs: [
      {
        says: [
          "UVA is not available",
          "requires ‹uva|UVA› (pin memory)",
          "UVA …requires pin‹ned|› memory",
          "UVA …not ‹available|supported› ‹in|on|under› WSL",
        ],
        confidence: "high",
      },
    ],
    fixes: [
      { kind: "set-environment", name: "VLLM_WSL2_ENABLE_PIN_MEMORY", value: "1" },
      { kind: "set-environment", name: "VLLM_USE_V2_MODEL_RUNNER", value: "0" },
    ],
  },
  {
    class: "wsl-pin-memory-warning",
    means: "Harmless: on WSL memory is not pinned, which costs a little speed.",
    signs: [
      {
        says: ["Using 'pin_memory=False' as WSL is detected", "pin_memory…WSL"],
        from: "any",
        rank: "notice",
        confidence: "low",
      },
    ],
    fixes: [],
  },
]
