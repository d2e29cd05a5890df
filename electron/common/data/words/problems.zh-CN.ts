import type { ProblemCode } from "../../domain/problem"
import type { ProblemWords } from "../../domain/problem-words"

/** 每一种问题：写给从没读过报错堆栈的人。 */
export const problems: Readonly<Record<ProblemCode, ProblemWords>> = {
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

  // 获取和构建引擎
  "disk-too-small": {
    what: "磁盘剩余空间不够。",
    todo: "腾出空间，或把 Glimmer 的文件夹放到更大的磁盘上。",
    known: { what: "需要 {{neededBytes}}，{{path}} 所在的磁盘只剩 {{freeBytes}}。" },
  },
  "disk-full": {
    what: "磁盘已满。",
    why: "系统拒绝继续写入。",
    todo: "腾出空间后继续。满的也可能是临时文件夹所在的磁盘。",
    known: { what: "{{path}} 所在的磁盘已满。" },
  },
  "permission-denied": {
    what: "有一个文件夹无法写入。",
    why: "它属于另一个用户，或被锁定。",
    todo: "把文件夹的所有权改回自己的用户，再试一次。",
    known: { what: "{{path}} 无法写入。" },
  },
  "index-unreachable": {
    what: "连不上软件源。",
    todo: "检查网络，或在设置里换一个软件源。",
    known: { what: "连不上软件源 {{index}}。" },
  },
  "index-lacks-package": {
    what: "软件源里没有需要的软件包。",
    why: "镜像源常常比原来的软件源晚几天。",
    todo: "换一个软件源，或选用较早的引擎。",
    known: { what: "软件源里没有 {{package}} {{wanted}}。" },
  },
  "known-fault": {
    what: "已知这个版本有问题。",
    todo: "换一个版本。",
    known: { what: "已知 vLLM {{version}} 在这类电脑上不能正常工作。" },
  },
  "ssl-cert-failed": {
    what: "加密连接的证书不受信任。",
    why: "这台电脑不认识中间某处签发的证书：多半是公司的代理，有时是系统时间不对。",
    todo: "向公司索取根证书，在设置里填上它的文件，或换一个软件源。同时检查系统时间。",
  },
  "proxy-refused": {
    what: "代理服务器拒绝了连接。",
    todo: "在设置里改正代理的地址、用户名和密码。",
    known: { what: "代理服务器拒绝了连接（返回 {{status}}）。" },
  },
  "proxy-unreachable": {
    what: "代理没有回应。",
    todo: "启动代理，或改正、去掉它的地址：在设置里，或在 HTTP_PROXY 和 HTTPS_PROXY 里。",
    known: { what: "代理 {{index}} 没有回应。" },
  },
  "uv-unavailable": {
    what: "无法取得 uv（下载 Python 软件包的工具）。",
    todo: "检查网络，或换一个软件源。电脑上已有的 uv 也可以用。",
    known: { what: "无法取得 uv {{version}}（下载 Python 软件包的工具）。" },
  },
  "python-missing": {
    what: "没有可用的 Python。",
    todo: "让 Glimmer 自己下载一个，或指定一个 3.10 以上的 Python。",
    known: { what: "{{path}} 不是可用的 Python。" },
  },
  "python-download-failed": {
    what: "Python 下载失败。",
    todo: "检查网络，或用系统自带的方式安装 Python，Glimmer 会找到它。",
    known: {
      what: "Python {{version}} 下载失败。",
      todo: "检查网络，或用系统自带的方式安装 Python {{oldest}} 以上的版本，Glimmer 会找到它。",
    },
  },
  "lock-failed": {
    what: "没有找到一组互相匹配的文件。",
    todo: "再试一次，或换一个软件源或版本。",
  },
  "download-failed": {
    what: "下载失败。",
    todo: "再试一次，已下载的部分会保留。如果再次失败，换一个下载源。",
    known: { what: "{{file}} 下载失败。" },
  },
  "download-corrupt": {
    what: "有一个下载的文件已损坏。",
    why: "它的校验值不对。",
    todo: "重新下载。如果再次损坏，换一个下载源。",
    known: { what: "{{file}} 下载后已损坏。" },
  },
  "download-gated": {
    what: "模型的发布者要求先接受许可协议。",
    todo: "在模型的网页上接受协议，再填入访问令牌。",
  },
  "hub-unreachable": {
    what: "连不上提供模型的服务器。",
    todo: "检查网络，或换一个来源。已下载的部分会保留。",
    known: { what: "连不上提供模型的服务器 {{host}}。" },
  },
  "hub-model-not-found": {
    what: "那里没有这个模型。",
    why: "未公开的模型对没有令牌的人也是这样显示的。",
    todo: "检查名称。如果模型未公开，请填入有权访问的账号的令牌。",
    known: { what: "{{host}} 上没有模型 {{model}}。" },
  },
  "hub-revision-not-found": {
    what: "这个模型没有该版本。",
    todo: "不指定版本即取最新版，或填写其网页上列出的分支、标签或提交。",
    known: { what: "{{model}} 没有版本 {{revision}}。" },
  },
  "hub-token-missing": {
    what: "模型的发布者想知道是谁在下载。",
    why: "要先在它的网页上接受许可协议，再用访问令牌证明。",
    todo: "在模型的网页上接受协议，再填入访问令牌。",
    known: { todo: "在 {{page}} 接受协议，再填入访问令牌。" },
  },
  "hub-token-refused": {
    what: "访问令牌无效。",
    why: "它可能已过期、被撤销，或属于另一个服务器。",
    todo: "在账号页面新建一个令牌并填入。",
    known: { what: "{{host}} 不接受这个访问令牌。" },
  },
  "hub-access-not-granted": {
    what: "你的账号还不能下载这个模型。",
    why: "可能尚未接受协议、发布者还没有同意，或令牌没有读取这类模型的权限。",
    todo: "在模型的网页上接受协议，等获得批准后再试。",
    known: { todo: "在 {{page}} 接受协议，等获得批准后再试。" },
  },
  "hub-answer-unreadable": {
    what: "服务器有回应，但不是模型站的回应。",
    todo: "检查设置里的地址，或换一个来源。",
    known: { what: "{{host}} 有回应，但不是模型站的回应。" },
  },
  "hub-not-a-model": {
    what: "这个仓库里没有可以运行的模型。",
    why: "vLLM 需要 config.json 和权重文件。",
    todo: "换一个含 safetensors 文件的同款模型仓库。",
    known: { what: "{{model}} 里没有可以运行的模型。" },
  },
  "build-failed": {
    what: "vLLM 构建失败。",
    todo: "再试一次，或换一个版本。日志里写着停在哪一步。",
    known: { what: "vLLM {{version}} 构建失败。" },
  },
  "install-failed": {
    what: "软件包安装失败。",
    todo: "再试一次。日志里写着停在哪一步。",
  },
  "verify-failed": {
    what: "引擎构建好了，但各部分互不匹配。",
    todo: "换一个版本。",
    known: { what: "vLLM {{version}} 构建好了，但各部分互不匹配。" },
  },
  "selftest-no-answer": {
    what: "新引擎没有回答测试问题。",
    todo: "继续使用原来的引擎。可以试试另一个版本。",
  },
  "selftest-wrong-answer": {
    what: "新引擎答错了测试问题。",
    todo: "继续使用原来的引擎。可以试试另一个版本。",
    known: { why: "问题“{{question}}”的答案应该是“{{expected}}”。" },
  },
  "selftest-no-tool-call": {
    what: "新引擎没有调用测试工具。",
    todo: "继续使用原来的引擎。可以试试另一个版本。",
  },
  "no-version-works": {
    what: "试过的版本在这台电脑上都不能用。",
    todo: "查看每次尝试的日志，或手动选择版本。",
  },
  "engine-missing": {
    what: "引擎不在了。",
    todo: "重新设置一个，或选择另一个。",
    known: { what: "引擎 {{engine}} 已经不在了。" },
  },
  "engine-damaged": {
    what: "引擎的文件缺失或被改动。",
    todo: "修复引擎：完好的文件会保留，只重做损坏的部分。",
  },

  // 启动和运行
  "engine-dead": {
    what: "引擎自己停止了。",
    todo: "重新启动。如果再次出现，日志里有原因。",
  },
  "engine-will-not-end": {
    what: "引擎停不下来。",
    todo: "等一分钟再试。如果还在，重启电脑。",
    known: { what: "引擎（进程 {{pid}}）停不下来。" },
  },
  "chat-template-loses-tools": {
    what: "模型自带的模板会丢掉工具的结果。",
    todo: "不用处理，Glimmer 会用自己的模板代替。",
  },
  "engine-cause-unknown": {
    what: "出了一个 Glimmer 不认识的问题。",
    why: "日志里没有它认得的故障。",
    todo: "重新启动。如果再次出现同样的问题，查看日志或分享报告。",
  },
  "engine-init-no-cause": {
    what: "引擎启动失败，日志里没有写明原因。",
    why: "日志里只剩下宣布失败的几行，说明原因的那一行在更前面。",
    todo: "重新启动，并保留完整的日志。",
  },
  "engine-killed": {
    what: "引擎被强行结束了。",
    why: "另一个程序、系统或某个人立即结束了它。",
    todo: "重新启动。如果再次出现，系统日志里能查到是谁。",
  },
  "engine-start-timeout": {
    what: "启动时间超过了引擎的等待上限。",
    todo: "给更多时间再启动一次。第二次会快些，很多结果已经保留。",
  },
  "engine-dead-illegal-memory": {
    what: "显卡上的一次计算出错，引擎随之停止。",
    why: "这是引擎或驱动的缺陷，和你的问题无关。",
    todo: "重新启动。如果反复出现，换更新的引擎，或少用一块显卡。",
  },
  "max-len-forced-crash": {
    what: "引擎被要求读得比模型能读的更长，因此崩溃。",
    why: "强行设置了超出模型能力的上下文长度。",
    todo: "把上下文长度改回模型自己的上限。",
    known: { todo: "把上下文长度改回模型自己的上限：{{modelLength}} 个 token。" },
  },
  "cuda-fork-reinit": {
    what: "引擎分出子进程时，显卡已经在使用中。",
    why: "引擎由几个程序一起工作，使用中的显卡不能交给复制出来的程序。",
    todo: "改用另一种方式（spawn）启动引擎。",
  },
  "open-files-limit": {
    what: "引擎能打开的文件数不够用。",
    todo: "重新启动，Glimmer 会向系统申请更多。也可以减少同时对话的数量。",
  },

  // 模型
  "glm4-linear-tuple": {
    what: "vLLM 0.8.4 不能运行这个 GLM-4 模型。",
    why: "这是该版本的已知缺陷。",
    todo: "换更新的引擎。",
  },
  "arch-unsupported-vllm": {
    what: "这个引擎还不认识这种模型。",
    why: "每种模型都需要引擎里有对应的代码，这个引擎里没有。",
    todo: "换更新的引擎，或换一个它认识的模型。",
    known: { what: "这个引擎里没有 {{architecture}} 的代码。" },
  },
  "arch-inspect-failed": {
    what: "引擎认识这个模型，但加载不了对应的代码。",
    why: "引擎本身有损坏。",
    todo: "修复引擎，或换一个版本。",
  },
  "transformers-too-old": {
    what: "引擎里有一个程序库比模型旧。",
    why: "读取模型文件的 Transformers 不认识这种模型。",
    todo: "换更新的引擎。",
    known: { why: "读取模型文件的 Transformers 不认识“{{modelType}}”。" },
  },
  "weights-name-mismatch": {
    what: "模型文件和引擎里的代码对不上。",
    why: "文件里有些部分的名称，引擎不认识。",
    todo: "换更新的引擎，或使用模型的原始版本。",
    known: { why: "文件里有“{{parameter}}”，引擎不认识。" },
  },
  "weights-keyerror": {
    what: "这个引擎不认识模型文件的打包方式。",
    why: "通常是模型为另一个版本做的量化。",
    todo: "换更新的引擎，或换模型的另一个版本。",
    known: { why: "引擎找不到放“{{parameter}}”的位置。" },
  },
  "glm-tokenizer-padding-side": {
    what: "下载的这个 GLM 模型比引擎旧。",
    why: "它自带的分词器代码已经不适用。",
    todo: "重新下载模型，它的分词器已经更新。",
  },
  "tool-parser-name-unknown": {
    what: "这个引擎没有指定的工具解析器。",
    why: "工具解析器负责从模型写的文字里找出工具调用，各个引擎版本的叫法不同。",
    todo: "换一个它有的，或换更新的引擎。",
    known: { what: "这个引擎没有叫“{{name}}”的工具解析器。" },
  },
  "reasoning-parser-name-unknown": {
    what: "这个引擎没有指定的思考解析器。",
    why: "思考解析器负责把模型的思考和回答分开，各个引擎版本的叫法不同。",
    todo: "换一个它有的、不用它，或换更新的引擎。",
    known: { what: "这个引擎没有叫“{{name}}”的思考解析器。" },
  },
  "tool-parser-crash": {
    what: "引擎没能处理模型发出的一次工具调用。",
    why: "模型的写法，解析器拆不开。",
    todo: "再问一次。如果反复出现，换更新的引擎或另一个解析器。",
  },
  "tool-parser-wrong": {
    what: "模型在调用工具，但没有被识别出来。",
    why: "所用的工具解析器是给另一种模型做的，调用被当成了普通文字。",
    todo: "换成适合这个模型的解析器。",
  },
  "chat-template-missing": {
    what: "模型没有说明对话该用什么格式。",
    why: "它没有对话模板，可能是只会续写文字的基础模型。",
    todo: "换成这个模型的对话版，或补上模板。",
  },
  "trust-remote-code": {
    what: "模型要运行它自带的程序代码。",
    why: "这些代码在这台电脑上会拥有你的全部权限，所以不会擅自运行。",
    todo: "换一个不需要自带代码的版本，较新的 GLM 模型都不需要。",
  },
  "sparse-attention-gpu-unsupported": {
    what: "这块显卡运行不了模型的注意力方式。",
    why: "GLM-5 系列需要稀疏注意力，目前只有少数数据中心显卡支持。",
    todo: "选用 GLM-4 系列模型，或试试更新的引擎。",
  },
  "model-path-invalid": {
    what: "引擎要找的位置没有完整的模型。",
    todo: "重新选择模型文件夹，或重新下载模型。",
    known: { what: "{{path}} 里没有完整的模型。" },
  },
  "safetensors-corrupt": {
    what: "模型有一个文件已损坏。",
    why: "文件不完整，或内容不对，下载中断时会这样。",
    todo: "检查模型文件，只会重新下载损坏的部分。",
  },

  // 显存和内存
  "gpu-memory-busy": {
    what: "启动所需的显存不够。",
    why: "其他程序占用的显存，模型就用不上。",
    todo: "结束那个程序，或用更少的显存启动。",
    known: {
      what: "显卡 {{index}} 上有 {{heldBytes}} 显存被 {{holder}}（进程 {{pid}}）占用。",
      why: "显存共 {{totalBytes}}，空闲 {{freeBytes}}，启动需要 {{wantedBytes}}。",
    },
  },
  "oom-weights": {
    what: "模型比显存大。",
    why: "加载模型时显存用完了。",
    todo: "换更小的或量化过的版本，或分到更多显卡上。",
    known: { why: "加载模型时显存用完了：显卡共 {{totalBytes}}，只剩 {{freeBytes}}。" },
  },
  "oom-profile": {
    what: "模型放得下，但工作时显存不够。",
    why: "加载后试运行时，显存用完了。",
    todo: "减少同时对话的数量，或缩短上下文长度。",
  },
  "oom-sampler-warmup": {
    what: "启动的最后一步显存不够。",
    why: "显存排得太满，预热没有空间。",
    todo: "减少同时对话的数量，或多留一点显存。",
    known: { why: "预热时按 {{chats}} 个对话同时进行来试，没有空间了。" },
  },
  "oom-cuda-graph": {
    what: "录制 CUDA 图时显存用完了。",
    why: "CUDA 图让回答更快，但要另外占用一两 GB。",
    todo: "多留一点显存，或不用 CUDA 图启动。",
  },
  "oom-runtime": {
    what: "回答过程中显存用完了。",
    why: "一个很长的请求，或同时的几个请求，超出了剩余的显存。",
    todo: "多留一点显存、或减少同时对话的数量，再重新启动。",
  },
  "kv-cache-none": {
    what: "加载模型后，没有显存留给对话。",
    todo: "让引擎多用一些显存，或换更小的模型版本。",
    known: { why: "引擎可以用 {{utilization}} 的显存，模型已经全部占满。" },
  },
  "kv-cache-too-small": {
    what: "设定的上下文太长，对话显存放不下。",
    todo: "缩短上下文长度，或让引擎多用一些显存。",
    known: {
      what: "{{length}} 个 token 的上下文需要 {{neededBytes}}，留给对话的只有 {{availableBytes}}。",
      todo: "缩短上下文长度，大约能放下 {{fittingLength}} 个 token。",
    },
  },
  "cpu-memory-short": {
    what: "启动所需的内存不够。",
    todo: "关掉其他程序，或用更少的内存启动。",
    known: { why: "内存共 {{totalBytes}}，空闲 {{freeBytes}}，启动需要 {{wantedBytes}}。" },
  },
  "host-ram-oom-killed": {
    what: "电脑内存用完，系统结束了引擎。",
    todo: "关掉其他程序，或换更小的模型。",
    known: { why: "为了保住其他程序，系统结束了 {{process}}（进程 {{pid}}）。" },
  },
  "worker-died-silently": {
    what: "引擎的一个部分突然结束，没有留下原因。",
    why: "它的日志里没有说明，常见的情况是内存用完了。",
    todo: "重新启动。如果反复出现，查看系统日志。",
  },
  "orphan-processes": {
    what: "之前的引擎没有退干净，还占着显存。",
    todo: "结束它，再启动。",
    known: { what: "之前的引擎（进程 {{pid}}）没有退干净，在显卡 {{index}} 上还占着 {{heldBytes}}。" },
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

  // 编译工具
  "cuda-home-missing": {
    what: "需要为显卡编译，但缺少编译工具。",
    why: "没有安装 CUDA 工具包。",
    todo: "改用已编译好的部分来设置引擎，不需要工具包。",
  },
  "cuda-path-wrong": {
    what: "CUDA 工具包不在引擎查找的位置。",
    todo: "指定它的文件夹，或改用已编译好的部分来设置引擎。",
    known: { why: "引擎查找的位置是 {{path}}。" },
  },
  "ninja-missing": {
    what: "找不到一个构建用的小工具 ninja。",
    todo: "从 Glimmer 重新启动，它会带上这个工具；或者修复引擎。",
  },
  "flashinfer-jit-failed": {
    what: "引擎的 FlashInfer 部分无法为这块显卡编译。",
    todo: "不用它启动，引擎有别的办法做同样的事。",
  },
  "python-headers-missing": {
    what: "缺少编译要用的软件包：Python 头文件。",
    why: "引擎启动时要为你的显卡编译一些小部件。",
    todo: "安装这个软件包，再启动。",
  },
  "system-headers-missing": {
    what: "缺少编译要用的软件包：C 语言头文件。",
    why: "引擎启动时要为你的显卡编译一些小部件。",
    todo: "安装这个软件包，再启动。",
  },
  "c-compiler-missing": {
    what: "这台电脑上没有 C 编译器。",
    why: "引擎启动时要为你的显卡编译一些小部件。",
    todo: "安装它，再启动。",
  },
  "program-missing": {
    what: "缺少构建需要的程序。",
    why: "下面这一行写着它的名字。",
    todo: "先安装这个程序，再重新构建。",
  },
  "gcc-unsupported": {
    what: "C 编译器太新，CUDA 工具包不接受。",
    todo: "改用已编译好的部分来设置引擎，或另装一个较早的编译器。",
  },
  "gcc-too-old": {
    what: "C 编译器太旧，构建不了这个引擎。",
    todo: "安装较新的编译器，或改用已编译好的部分来设置引擎。",
  },
  "compile-cache-damaged": {
    what: "之前启动时编译好的部分已损坏。",
    why: "那次启动在写入时被中断。",
    todo: "删除编译好的部分再启动，会重新编译，需要一两分钟。",
  },

  // 软件包和构建
  "torch-abi-mismatch": {
    what: "引擎的各部分互不匹配。",
    why: "vLLM 是为另一个版本的 PyTorch 编译的。",
    todo: "修复引擎，软件包会重新配成一套。",
  },
  "precompiled-wheel-missing": {
    what: "这个版本的 vLLM 没有已编译好的部分。",
    todo: "换一个正式发布的版本。",
  },
  "wheel-wrong-platform": {
    what: "软件源里的这个软件包只适合别的电脑。",
    todo: "换一个软件源或版本。",
  },
  "setuptools-scm-no-version": {
    what: "vLLM 的源码没有写明自己的版本。",
    why: "它缺少 git 保存的数据。",
    todo: "让 Glimmer 自己下载源码。",
  },
  "pip-no-matching-torch": {
    what: "这里没有这个 vLLM 需要的 PyTorch。",
    todo: "换一个软件源或版本。",
  },
  "pip-torch-conflict": {
    what: "两个软件包需要同一个东西的不同版本。",
    todo: "让 Glimmer 新建一个没有其他软件包的环境。",
  },
  "uv-no-solution": {
    what: "没有找到一组互相匹配的软件包。",
    why: "通常是软件源更新较慢，缺少其中一个。",
    todo: "换一个软件源，或选用较早的引擎。",
  },
  "python-version-unsupported": {
    what: "这个版本的 Python 不适合引擎。",
    todo: "让 Glimmer 使用它自己的 Python。",
    known: { what: "Python {{python}} 不适合引擎。" },
  },
  "python-package-missing": {
    what: "引擎里缺少需要的 Python 软件包。",
    todo: "修复引擎。",
    known: { what: "引擎里缺少 Python 软件包 {{package}}。" },
  },
  "build-oom-killed": {
    what: "构建时电脑内存用完了。",
    todo: "减少同时进行的构建任务，或改用已编译好的部分。",
  },
  "externally-managed-python": {
    what: "系统自带的 Python 不接受安装软件包。",
    why: "这是为了保护系统。",
    todo: "让 Glimmer 使用独立的环境。",
  },
  "windows-native-unsupported": {
    what: "vLLM 不能直接在 Windows 上运行。",
    todo: "使用 WSL2（Windows 里的 Linux）。",
  },
  "glibc-too-old": {
    what: "这个 Linux 太旧，不适合引擎。",
    todo: "换较新的系统，或选用较早的引擎。",
    known: { why: "引擎需要的系统库版本是 {{needed}}。" },
  },
  "hf-transfer-missing": {
    what: "打开了快速下载，但缺少对应的软件包。",
    todo: "关掉快速下载，Glimmer 有自己的下载方式。",
  },
  "command-not-found": {
    what: "找不到程序 vllm。",
    todo: "设置一个引擎，或修复引擎。",
  },
  "engine-unsupported-cpu": {
    what: "这个版本的引擎在这款处理器上不能正常工作。",
    todo: "换一个版本。",
    known: { what: "vLLM {{engineVersion}} 在这款处理器上不能正常工作。" },
  },

  // 网络
  "network-timeout-pip": {
    what: "软件源没有响应，或太慢。",
    todo: "再试一次，或换一个离你近的软件源。",
  },
  "git-clone-failed": {
    what: "用 git 下载源码失败。",
    todo: "检查网络。正式发布的版本不需要 git。",
    known: { what: "用 git 下载 {{url}} 失败。" },
  },
  "download-interrupted": {
    what: "下载中断了。",
    todo: "继续下载，已下载的部分会保留。",
  },
  "hf-gated-401": {
    what: "模型网站不肯直接提供这个模型。",
    why: "发布者要求先接受许可协议，或者它是私有的。",
    todo: "在模型的网页上接受协议，再填入访问令牌。名称写错时也是这样，要核对一下。",
  },
  "hf-offline": {
    what: "连不上模型网站，这台电脑上也没有这个模型。",
    todo: "选一个已经下载的模型，或换一个镜像站。",
  },

  // 多块显卡
  "tp-heads-not-divisible": {
    what: "模型无法平均分到这么多块显卡上。",
    todo: "换一个显卡数量。",
    known: { why: "{{heads}} 个注意力头无法平均分到 {{tensorParallel}} 块显卡上。" },
  },
  "tp-gpus-per-node": {
    what: "这个旧引擎要求用满电脑上的显卡，或用其中能整除的一部分。",
    todo: "换更新的引擎，或少用一块显卡。",
  },
  "ep-experts-not-divisible": {
    what: "模型的专家无法平均分到这么多块显卡上。",
    todo: "换一个显卡数量。",
    known: { why: "{{experts}} 个专家无法平均分到 {{tensorParallel}} 块显卡上。" },
  },
  "not-enough-gpus": {
    what: "要用的显卡比实际有的多。",
    todo: "少用几块。",
    known: { what: "要用 {{tensorParallel}} 块显卡，只看到 {{gpus}} 块。" },
  },
  "ray-placement-group": {
    what: "把引擎分到多台电脑上的 Ray，空闲的显卡不够。",
    todo: "少用几块显卡，或腾出一些。",
  },
  "nccl-error": {
    what: "显卡之间无法通信。",
    why: "负责通信的 NCCL 报告失败。",
    todo: "关闭显卡之间的直连再启动。如果在容器里运行，给它更多共享内存。",
  },
  "shm-too-small": {
    what: "共享内存太小，多块显卡无法一起工作。",
    why: "容器默认只有 64 MB。",
    todo: "启动容器时给更多，Docker 用 `--ipc=host` 或 `--shm-size=16g`。",
  },
  "custom-allreduce": {
    what: "vLLM 自己的多卡求和方式在这台电脑上不能用。",
    todo: "不用它启动，改用通用方式，稍慢一些。",
  },

  // 量化模型
  "quant-tp-not-divisible": {
    what: "量化模型分到这么多块显卡上，每份太小，无法对齐。",
    todo: "少用几块显卡，或换模型的另一个版本。",
  },
  "quant-gpu-unsupported": {
    what: "这种量化方式需要更新的显卡。",
    todo: "换模型的另一个版本。",
  },
  "quant-dtype-unsupported": {
    what: "这种量化方式只能用 float16 计算。",
    todo: "改用 float16 启动。",
  },

  // 服务
  "port-in-use": {
    what: "端口被另一个程序占用。",
    todo: "再试一次，Glimmer 会换一个端口。",
    known: { what: "端口 {{port}} 被另一个程序占用。" },
  },
  "host-binding": {
    what: "引擎无法使用指定的地址。",
    why: "这个地址不属于这台电脑。",
    todo: "使用本机地址 127.0.0.1。",
  },
  "served-name-404": {
    what: "有程序请求的模型名称，引擎没有提供。",
    todo: "使用“连接”页上显示的名称。",
    known: { what: "有程序请求“{{name}}”，引擎没有提供这个名称。" },
  },
  "chat-route-404": {
    what: "有程序访问的地址，引擎没有。",
    why: "常见的情况是地址末尾少了 /v1。",
    todo: "使用“连接”页上显示的地址。",
    known: { what: "有程序访问 {{route}}，引擎没有这个地址。" },
  },
  "context-length-400": {
    what: "对话超出了上下文长度。",
    todo: "新开一个对话，或用更长的上下文重新启动引擎。",
    known: { what: "对话超出了 {{length}} 个 token 的上下文长度。" },
  },
  "auto-tool-choice-flags": {
    what: "引擎启动时没有打开工具调用。",
    todo: "打开工具调用，重新启动。",
  },
  "max-len-above-model": {
    what: "设定的上下文长度超出了模型的能力。",
    todo: "使用模型自己的上限，超出后回答会变得混乱。",
    known: { what: "设定的上下文是 {{length}} 个 token，模型最多支持 {{modelLength}} 个。" },
  },
  "unrecognized-argument": {
    what: "启动引擎时用了一个它不认识的选项。",
    todo: "去掉这个选项。",
    known: { what: "这个引擎不认识选项 {{option}}。" },
  },
  "settings-invalid": {
    what: "引擎拒绝了一项设置。",
    todo: "改回之前能用的设置。",
    known: { what: "引擎拒绝了设置 {{option}}。" },
  },

  // 对话
  "engine-not-ready": {
    what: "引擎还没有就绪。",
    todo: "启动引擎，或等它就绪。",
  },
  "engine-lost": {
    what: "引擎不再响应。",
    todo: "打开引擎页，看它是否还在运行、为什么停止。",
  },
  "tool-arguments-unreadable": {
    what: "模型调用工具时给出的内容无法读取。",
    todo: "再问一次。已经告诉模型。",
    known: { what: "模型调用 {{tool}} 时给出的内容无法读取。" },
  },
  "tool-failed": {
    what: "工具执行失败。",
    todo: "已经告诉模型，它可能会换个办法。",
    known: { what: "{{tool}} 执行失败。" },
  },
  "tool-unknown": {
    what: "模型调用了不存在的工具。",
    todo: "已经告诉模型。如果它卡住，再问一次。",
    known: { what: "模型调用了不存在的工具 {{tool}}。" },
  },
  "tool-loop-too-long": {
    what: "模型一直在调用工具，没有进展。",
    todo: "把问题拆小再问。",
    known: { what: "模型调用了 {{steps}} 次工具，没有进展。" },
  },
  "turn-interrupted": {
    what: "Glimmer 关闭时，回答被中断。",
    todo: "让它重新回答，已写出的部分会保留。",
  },
  "answer-failed": {
    what: "引擎没有给出回答。",
    todo: "再试一次。",
    known: { what: "引擎没有给出回答（返回 {{status}}）。" },
  },
  "answer-cut-short": {
    what: "回答没有写完就停了。",
    why: "上下文已满，或回答达到了长度上限。",
    todo: "让它继续写，或用更长的上下文重新启动引擎。",
  },

  // 其他
  "not-found": {
    what: "它已经不在了。",
    todo: "可能被移动或删除了。",
    known: { what: "{{path}} 不存在。" },
  },
  "not-a-model-folder": {
    what: "这个文件夹里没有模型。",
    why: "模型文件夹里应该有 config.json。",
    todo: "选择包含 config.json 和权重文件的文件夹。",
    known: { what: "{{path}} 里没有模型。" },
  },
  "model-incomplete": {
    what: "模型缺少文件。",
    todo: "下载缺少的文件。",
    known: { what: "模型缺少 {{missing}} 个文件，包括 {{file}}。" },
  },
  "model-not-here": {
    what: "这台电脑上没有这个模型。",
    todo: "先下载它。",
    known: { what: "这台电脑上没有 {{model}}。" },
  },
  "model-in-use": {
    what: "这个模型正在运行。",
    todo: "先停止引擎。",
    known: { what: "{{model}} 正在运行。" },
  },
  "folder-not-empty": {
    what: "那个文件夹里已有别的内容。",
    todo: "选一个空文件夹，或新建一个。",
    known: { what: "{{path}} 里已有别的内容。" },
  },
  "not-a-text-file": {
    what: "这个文件不是文本。",
    todo: "换成文本文件。",
    known: { what: "{{name}} 不是文本文件。" },
  },
  "file-too-large": {
    what: "文件太大，无法添加。",
    todo: "只添加其中一部分。",
    known: { what: "{{name}} 有 {{bytes}}，最多可以添加 {{limitBytes}}。" },
  },
  "invalid-input": {
    what: "输入的内容无法使用。",
    todo: "检查输入的内容。",
    known: { what: "{{field}} 的内容无法使用。" },
  },
  "not-confirmed": {
    what: "还没有执行：这一步需要你先确认。",
    todo: "看清会发生什么，再确认。",
  },
  busy: {
    what: "Glimmer 还在处理这件事。",
    todo: "等它完成，或先停止它。",
  },
  "home-in-use": {
    what: "另一个 Glimmer 正在使用这个文件夹。",
    todo: "关掉另一个，或直接使用它。",
  },
  "home-not-writable": {
    what: "Glimmer 的文件夹无法写入。",
    todo: "把所有权改回自己的用户，或换一个文件夹。",
    known: { what: "Glimmer 的文件夹 {{path}} 无法写入。" },
  },
  "connection-lost": {
    what: "和 Glimmer 的连接断开了。",
    todo: "会自动恢复。如果没有恢复，重新加载页面。",
  },
  internal: {
    what: "Glimmer 内部出错了。",
    why: "这是我们的问题。",
    todo: "再试一次。报告能帮助我们修复。",
  },
}
