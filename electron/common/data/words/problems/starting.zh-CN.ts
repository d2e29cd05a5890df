import type { ProblemWordsOf } from "../../../domain/problem-words"

/** 让启动失败的原因：显存、设置、多块显卡。 */
export const starting = {
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
} satisfies ProblemWordsOf
