import type { SameKeys } from "../catalogue"
import type { planner as english } from "../en/planner"

export const planner = {
  title: "显存",
  lead: "{{model}} 怎样使用你的显卡。合适的设置已经选好了。",
  leadUnfit: "{{model}} 会这样使用你的显卡。",
  noModel: "请先选择模型。",
  unfit: {
    later: "可以先继续：这期间构建引擎，启动之前会再次检查显存。",
    whatToDo: "怎么办",
    otherModel: "选择其他模型",
    lookAgain: "重新检查显存",
  },
  fixed: {
    title: "这一步不用选",
    lead: "这个模型非常小，总是放得下。",
    selftest: "自检模型只占用一块显卡的约 4 GB 显存，其中大部分是 CUDA 本身。",
    cpu: "在处理器上运行时，模型使用内存，Glimmer 会预留其中一小部分。",
  },
  preset: {
    label: "更看重什么",
    balanced: { name: "推荐", hint: "兼顾长文本和多个对话" },
    "longest-context": { name: "最长文本", hint: "上下文尽可能长" },
    "most-chats": { name: "最多对话", hint: "文本短一些，人多一些" },
    "leave-room": { name: "留出余地", hint: "引擎只用 60%" },
  },
  verdict: {
    fits: "放得下，还剩 {{spare}}",
    tight: "应该放得下，但余量很小",
    no: "这样放不下",
    unknown: "无法计算",
  },
  measured: "在这里实测过",
  spoken: { fits: "放得下", tight: "刚好放得下", no: "放不下", unknown: "无法计算" },
  holder: "显卡 {{gpu}} 上有 {{size}} 显存被 {{name}}（用户 {{user}}，进程 {{pid}}）占用。",
  holderHidden: "显卡 {{gpu}} 上有 {{size}} 显存被另一个容器里的程序（进程 {{pid}}）占用。",
  meaning_other: "可容纳{{pages}}，同时进行 {{count}} 个对话。",
  pages_other: "约 {{shown}} 页文本",
  gpu: "显卡 {{index}} · {{name}}",
  barLabel: "显卡 {{index}}（{{name}}）的显存。用方向键逐段查看。",
  limit: "上限 {{percent}}",
  end: "显存尽头",
  segment: {
    weights: { name: "权重", meaning: "模型本身，不管聊什么都占这么多。" },
    working: {
      name: "工作显存",
      meaning: "模型计算时所需的显存（激活值）。",
    },
    graphs: { name: "CUDA 图", meaning: "录制好的显卡操作序列，让回答更快。" },
    chats: {
      name: "对话显存",
      meaning: "对话显存（KV cache）：模型记住每个对话所用的空间。",
    },
    free: { name: "空闲", meaning: "引擎不使用，留给其他程序，也是安全余量。" },
    others: { name: "系统与其他", meaning: "CUDA 本身、桌面和其他程序。" },
  },
  utilization: {
    name: "显存占比",
    hint: "引擎最多可占用的显存。60% 会给其他程序留出很多，超过 95% 可能启动失败。",
  },
  context: {
    name: "上下文长度",
    value: "{{tokens}} token",
    spoken: "{{tokens}} token，{{pages}}",
    hint: "模型在一个对话里能记住的内容：{{pages}}。",
  },
  chats: {
    name: "同时对话数",
    term: "按最长计算",
    value_other: "{{count}} 个对话",
    hint: "所有对话共享 {{tokens}} token 的空间，对话短就占得少。",
  },
  parallel: {
    name: "多卡并行",
    auto: "自动（{{count}}）",
    count_other: "{{count}} 块显卡",
  },
  why: {
    label: "为什么？看计算过程",
    accuracy: "有多准确",
    unit: "单位 GiB（1 GiB = 1024³ 字节），与 vLLM 的算法一致",
    total: "显卡 {{index}} 的显存（以 CUDA 为准）",
    limit: "× {{percent}}，上限",
    weights: "权重",
    working: "工作显存（激活峰值）",
    rest: "程序库，以及计入的 CUDA 图",
    cache: "留给对话（KV cache）",
    range: "{{low}} 到 {{high}}",
    tokens:
      "÷ 每 token {{perToken}} 字节 = {{tokens}} token。÷ 每个对话 {{perChat}} token = {{chats}} 个最长对话。",
  },
  command: "完整的命令行",
} as const satisfies SameKeys<typeof english>
