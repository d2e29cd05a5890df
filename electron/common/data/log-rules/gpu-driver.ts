import type { CauseRule } from "../../domain/diagnosis/rule"

/** The GPU, its driver, and binaries that fit neither. */
export const GPU_DRIVER_RULES: readonly CauseRule[] = [
  {
    class: "bf16-unsupported-gpu",
    means: "The GPU is older than bfloat16.",
    apart: "A GPU below the minimum of the whole engine: gpu-too-old, also when this line stands before it.",
    signs: [
      {
        says: [
          "Bfloat16 is only supported on GPUs with compute capability of at least 8.0. Your «gpuName» GPU ‹has|does not have› ‹a |›compute capability «capability:number»",
          "Bfloat16 is only supported on GPUs",
          "bfloat16 ‹KV cache |›is not supported on «gpuName» (compute capability «capability:number»",
          "bf16 is ‹only |not |›supported on ‹GPUs|A100›",
          'Your device "«gpuName»" does not support bfloat16',
          "bfloat16 requires SM80",
          "have bfloat16 accuracy known issue",
          "does not support ‹bf16|bfloat16›",
          "doesn't support ‹bf16|bfloat16›",
          "Feature '‹.bf16|cvt with .bf16›' requires .target sm_80",
          "type fp8e4nv not supported in this architecture",
        ],
        butNot: ["quantiz", "fp8e4nv"],
        confidence: "high",
      },
      { says: ["\"…\" not implemented for 'BFloat16'"], confidence: "medium" },
    ],
    fixes: [{ kind: "dtype-half" }, { kind: "other-variant" }],
  },
  {
    class: "gpu-too-old",
    means: "The GPU is older than anything this engine runs on.",
    signs: [
      {
        says: [
          "GPUs with compute capability ‹below|less than|lower than› «needed:number» are not supported",
          "requires a GPU with compute capability ‹of at least |>= |›«needed:number»",
          "GPU is too old",
          "which is too old to be supported by the triton GPU compiler",
          "Found GPU«index:int» «name» which is of cuda capability «computeCapability:number»",
          "«name» which is too old to be supported by the triton GPU compiler…>= «needed:number», but your device is of CUDA capability «computeCapability:number»",
          "is of cuda capability «computeCapability:number». PyTorch no longer supports this GPU",
          "requires GPUs with ‹sm|SM|compute capability› «needed:word» or ‹higher|newer|later›",
          "minimum cuda capability supported by this library is «needed:number»",
          "PyTorch no longer supports this GPU because it is too old",
          "Device capability …is not supported. Minimum",
          // Older than what any PyTorch for this engine was made for; a newer engine won't do.
          "«name» with CUDA capability ‹sm_30|sm_35|sm_37|sm_50|sm_52|sm_53|sm_60|sm_61|sm_62› is not compatible with the current PyTorch installation",
        ],
        confidence: "high",
      },
    ],
    beats: ["bf16-unsupported-gpu", "no-kernel-image"],
    fixes: [{ kind: "newer-gpu" }],
  },
  {
    class: "no-kernel-image",
    means: "The engine's binaries hold no code for this generation of GPU.",
    signs: [
      {
        says: [
          "no kernel image is available for execution on the device",
          "cudaErrorNoKernelImageForDevice",
          "Found GPU«index:int» «gpuName» which is of compute capability (CC) «capability:number»",
          "does not include kernels for this GPU",
          "PyTorch install supports CUDA capabilities",
          "PyTorch CUDA builds …support this GPU",
          "no kernel image",
          "FATAL: kernel `«kernel:word»` is for …but was built for",
          "not built with ‹SM|sm_›«architecture:int» support",
          "PTXASError",
          "«gpuName» with CUDA capability «architecture:word» is not compatible with the current PyTorch installation",
          "CUDA_ERROR_NO_BINARY_FOR_GPU",
          "nvrtc: error: invalid value for --gpu-architecture",
          "Value 'sm_«architecture:int»…' is not defined for option 'gpu-name'",
          "Unsupported gpu architecture '«architecture:word»'",
          "device kernel image is invalid",
          "is not a recognized processor for this target",
        ],
        from: "warning",
        confidence: "high",
      },
      {
        says: [
          "LLVM ERROR: Cannot select: intrinsic %llvm.nvvm",
          "HIP error: invalid device function",
          "CUDA error: ‹invalid device function|a PTX JIT compilation failed|named symbol not found|shared object symbol not found|invalid source›",
          "CUBLAS_STATUS_ARCH_MISMATCH",
          "Unknown CUDA arch («architecture») or GPU not supported",
          "CUDNN_STATUS_ARCH_MISMATCH",
        ],
        confidence: "medium",
      },
    ],
    also: ["engineVersion"],
    fixes: [{ kind: "upgrade-engine", minimum: null }, { kind: "rebuild-engine" }, { kind: "newer-gpu" }],
  },
  {
    class: "flash-attn-gpu-too-old",
    means: "The attention code chosen needs an Ampere GPU or newer.",
    apart: "A line that says another backend is used instead is harmless: flash-attn-fallback-notice.",
    signs: [
      {
        says: [
          "FlashAttention‹-2|-3| 2| 3|› only supports ‹Ampere|Hopper|A100›",
          "FlashAttention‹-2|-3|› ‹only supports|requires› «what» GPUs or newer",
          "FlashAttention‹-2|-3|-4| 2| 3| 4› requires ‹a |an |›‹Ampere|Ada|Hopper|Blackwell›",
          "only supported in FlashAttention ‹3|4›",
          "flash attention ‹2 |›is only supported on ‹Ampere|GPUs with›",
          "FlashInfer …requires …compute capability",
          "FlashInfer requires ‹GPUs with |›sm«needed:int»",
          "‹FA2|FA3|FA4› ‹is only|only› supported on",
          "FlashAttention version «version:int» is not supported",
          "FlashAttention version not detected",
          "‹FlashAttn|FlashMLA|FlashAttnMLA|FlashAttn MLA› is not supported on this device",
          "Requires compute capability of «needed:number» or above (Ampere or newer)",
          "kernels require compute capability ‹>=|of at least› «needed:number»",
          "No valid attention backend found …compute capability not supported",
          "‹Selected|selected› ‹backend|attention backend› …is not valid …compute capability not supported",
        ],
        butNot: [
          "Using ‹XFormers|Triton|FlashInfer|Torch|another›",
          "‹fall|Fall›ing back",
          "Defaulting to",
          "Cannot use FA version",
        ],
        confidence: "high",
      },
      // Called an error, and followed by another backend.
      { says: ["Cannot use FA version «version:int»"], rank: "weak", confidence: "low" },
    ],
    fixes: [
      { kind: "other-attention-backend", backend: "TRITON_ATTN" },
      { kind: "upgrade-engine", minimum: null },
      { kind: "newer-gpu" },
    ],
  },
  {
    class: "flash-attn-fallback-notice",
    means: "Harmless: another attention backend is used because FlashAttention does not run here.",
    signs: [
      {
        says: [
          "Cannot use FlashAttention‹-2|-3|› backend",
          "FlashAttention‹-2|-3|› backend …‹fall|Using XFormers|Using Triton›",
          "Using ‹XFormers|Triton› ‹attention |›backend‹ because| instead›",
          "^Using XFormers backend.",
          "Falling back to ‹XFormers|Triton|the PyTorch› …attention",
        ],
        from: "any",
        rank: "notice",
        confidence: "low",
      },
    ],
    fixes: [],
  },
  {
    class: "triton-out-of-resources",
    means: "A kernel needs more of the GPU's on-chip memory than this GPU has. Not the GPU memory one buys.",
    signs: [
      {
        says: [
          "out of resource‹s|›: shared memory, Required: «neededBytes:int», Hardware limit: «availableBytes:int»",
          "out of resource‹s|›: «what:word»",
          "triton.runtime.errors.OutOfResources",
          "too many resources requested for launch",
          "exceeds …shared memory ‹size|limit›",
          "uses too much shared data",
        ],
        confidence: "high",
      },
      { says: ["Triton Error [CUDA]: invalid argument"], rank: "weak", confidence: "low" },
    ],
    also: ["engineVersion"],
    fixes: [
      { kind: "other-attention-backend", backend: "FLASH_ATTN" },
      { kind: "upgrade-engine", minimum: null },
      { kind: "other-variant" },
    ],
  },
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
