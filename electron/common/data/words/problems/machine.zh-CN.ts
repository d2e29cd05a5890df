import type { ProblemWordsOf } from "../../../domain/problem-words"

/** 机器、显卡和驱动的问题。 */
export const machine = {
  // 查看机器
  "no-gpu": {
    what: "这台电脑没有 NVIDIA 显卡。",
    todo: "引擎可以用处理器运行，但很慢。也可以连接到一台有显卡的电脑。",
  },
  "no-gpu-driver": {
    what: "这台电脑上没有可用的 NVIDIA 驱动。",
    why: "没有驱动，任何程序都用不了显卡。",
    todo: "安装 NVIDIA 驱动，然后重启电脑。如果在容器里运行，要让容器能使用显卡。",
    known: { what: "找到了 {{name}}，但它的驱动没有工作。" },
  },
  "wsl-gpu-missing": {
    what: "Windows 没有把显卡交给这个 Linux 使用。",
    todo: "在 Windows 里（不是在 Linux 里）安装最新的 NVIDIA 驱动，再在 Windows 里运行 `wsl --shutdown`。",
  },
  "gpu-not-in-container": {
    what: "电脑有显卡，但这个容器看不到它。",
    todo: "启动容器时允许它使用显卡，Docker 用 `--gpus all`。",
  },
  "gpu-not-visible": {
    what: "有一项设置让程序看不到显卡。",
    why: "环境变量 CUDA_VISIBLE_DEVICES 一块显卡也没留下。",
    todo: "删掉这个环境变量，或写上要用的显卡。",
  },
  "gpu-needs-reset": {
    what: "有一块显卡不再响应。",
    todo: "重启电脑。如果再次出现，检查显卡的供电和插槽。",
    known: { what: "{{name}} 不再响应。" },
  },
  "gpu-memory-shared": {
    what: "这块显卡和电脑的其他部分共用内存。",
    todo: "启动模型前先关掉占内存大的程序，剩余显存会随着其他程序变化。",
  },
  "gpu-split": {
    what: "有一块显卡被切分成了几块小显卡（MIG）。",
    todo: "用其中一块运行小模型，或请管理员关闭 MIG。",
    known: { what: "{{name}} 被切分成了 {{devices}} 块小显卡（MIG）。" },
  },
  "gpu-drives-display": {
    what: "有一块显卡还负责显示桌面，会占用一些显存。",
    todo: "不用处理。如果想多出这点显存，把显示器接到另一块显卡上。",
  },
  "driver-broken": {
    what: "NVIDIA 驱动已安装，但没有响应。",
    todo: "重启电脑。如果还是不行，重新安装驱动。",
  },
  "driver-limits-cuda": {
    what: "NVIDIA 驱动较旧，用不了最新的引擎，改用较早的一种。",
    todo: "方便的时候更新驱动。",
    known: {
      what: "NVIDIA 驱动 {{installed}} 较旧，用不了最新的引擎，改用适配 CUDA {{cuda}} 的引擎。",
      todo: "要用最新的引擎，把驱动更新到 {{needed}} 或更高版本。",
    },
  },
  "nvml-mismatch": {
    what: "NVIDIA 驱动更新过，但正在运行的还是旧驱动。",
    why: "已加载的驱动和磁盘上的驱动文件版本不一致。",
    todo: "重启电脑。",
  },
  "smi-timeout": {
    what: "NVIDIA 驱动没有及时响应。",
    todo: "再检查一次。如果仍然没有响应，重启电脑。",
    known: { what: "NVIDIA 驱动在 {{seconds}} 秒内没有响应。" },
  },
  "smi-unreadable": {
    what: "Glimmer 看不懂 NVIDIA 驱动的回答。",
    todo: "更新 Glimmer，或把报告发给我们，里面有驱动的原话。",
  },
  "gpu-vendor-unsupported": {
    what: "Glimmer 还不能使用这种显卡。",
    todo: "可以用 NVIDIA 显卡，也可以不用显卡、只用处理器。",
    known: { what: "Glimmer 还不能使用 {{name}}（{{vendor}}）。" },
  },
  "gpu-too-old": {
    what: "显卡太旧，这个引擎不支持。",
    todo: "换一块较新的显卡，换引擎版本没有用。",
    known: { what: "{{name}} 的计算能力是 {{computeCapability}}，引擎至少需要 {{needed}}。" },
  },
  "driver-too-old": {
    what: "NVIDIA 驱动太旧，不适合这个引擎。",
    why: "引擎所用的 CUDA 比驱动支持的更新。",
    todo: "更新 NVIDIA 驱动，或选用较早 CUDA 的引擎。",
    known: { what: "NVIDIA 驱动 {{installed}} 太旧，引擎需要 {{needed}} 或更高版本。" },
  },
  "os-unsupported": {
    what: "引擎不能在这个系统上运行。",
    todo: "使用较新的 Linux 电脑或服务器，在 Windows 上用 WSL2。",
    known: { what: "引擎不能在 {{system}}（{{architecture}}）上运行。" },
  },
  "memory-too-small": {
    what: "这台电脑的内存偏小。",
    todo: "启动前关掉其他程序，并选一个小模型。",
    known: { what: "这台电脑有 {{totalBytes}} 内存，引擎最好有 {{neededBytes}}。" },
  },
  "foreign-vllm": {
    what: "这台电脑上已经有一个 vLLM。",
    todo: "不用处理。Glimmer 使用自己的一份，不会动它。",
    known: { what: "另一个 Python 里已经装有 vLLM {{version}}。" },
  },
  // 显卡和驱动
  "bf16-unsupported-gpu": {
    what: "显卡太旧，不支持这个模型的数字格式。",
    why: "bfloat16 需要 Ampere（2020 年）或更新的显卡。",
    todo: "改用 float16 启动，回答一样好。",
    known: { what: "{{gpuName}} 不支持这个模型的数字格式。" },
  },
  "no-kernel-image": {
    what: "这个引擎里没有适合你这代显卡的代码。",
    why: "它是为其他显卡编译的。",
    todo: "换更新的引擎。最新的显卡要用最新的引擎。",
    known: { what: "这个引擎里没有适合 {{gpuName}} 的代码。" },
  },
  "flash-attn-gpu-too-old": {
    what: "选用的注意力方式需要更新的显卡。",
    why: "注意力是模型回看上文的计算，引擎有好几种做法，这一种不支持你的显卡。",
    todo: "让引擎改用另一种。",
  },
  "flash-attn-fallback-notice": {
    what: "最快的注意力方式在这块显卡上不能用，引擎改用了另一种。",
    todo: "不用处理。",
  },
  "triton-out-of-resources": {
    what: "有一项计算需要的片上内存，这块显卡没有那么多。",
    why: "这不是平时说的显存，调整显存设置没有用。",
    todo: "让引擎改用另一种注意力方式，换更新的引擎，或换模型的另一个版本。",
    known: { why: "芯片内部需要 {{neededBytes}}，只有 {{availableBytes}}，调整显存设置没有用。" },
  },
  "ptx-toolchain": {
    what: "NVIDIA 驱动比引擎的代码旧。",
    todo: "更新驱动，或选用较早的引擎。",
  },
  "libcudart-missing": {
    what: "引擎的各部分是为不同的 CUDA 版本做的。",
    todo: "修复引擎，软件包会重新配成一套。",
  },
  "libcuda-link-missing": {
    what: "启动时的编译找不到驱动的程序库。",
    todo: "重新启动，Glimmer 会告诉编译器它在哪里。如果还是不行，重新安装驱动。",
  },
  "device-type-unknown": {
    what: "引擎找不到可以运行的设备。",
    why: "它看不到可用的显卡，也不是为处理器构建的。",
    todo: "检查 NVIDIA 驱动，或设置一个用处理器运行的引擎。",
  },
  "gpu-hardware-fault": {
    what: "显卡报告自身有故障。",
    why: "显存错误或掉线，来自显卡本身、散热或供电。",
    todo: "重启电脑。如果反复出现，先不用这块显卡，并送去检查。",
    known: { why: "驱动报告 {{pciBusId}} 处的显卡出现故障 {{xid}}。" },
  },
  "wsl-uva-unavailable": {
    what: "在 Windows（WSL2）下，引擎需要的一种内存功能没有打开。",
    todo: "打开后重新启动。",
  },
  "wsl-pin-memory-warning": {
    what: "在 Windows（WSL）下，向显卡传数据会稍慢一些。",
    todo: "不用处理。",
  },
} satisfies ProblemWordsOf
