import type { ProblemWordsOf } from "../../../domain/problem-words"

/** 编译工具、软件包、构建和网络。 */
export const building = {
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
} satisfies ProblemWordsOf
