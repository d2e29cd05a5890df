import type { CauseRule } from "../../domain/diagnosis/rule"

/** Cards that lack what a kernel needs. */
export const GPU_KERNEL_RULES: readonly CauseRule[] = [
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
]
