import type { ProblemWordsOf } from "../../../domain/problem-words"

/** 提供服务和对话时的问题，以及其他。 */
export const serving = {
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
} satisfies ProblemWordsOf
