import type { SetupStepId } from "../../domain/setup"
import type { SetupStepWords } from "./setup-step-words"

/** 每一步做什么、为什么：写给没听说过虚拟环境的人。 */
export const setupSteps: Readonly<Record<SetupStepId, SetupStepWords>> = {
  check: {
    name: "检查机器",
    why: "磁盘空间够不够，显卡驱动是否适合这个引擎。",
    silent: "只需几秒钟。",
  },
  tools: {
    name: "准备工具",
    why: "找到 Python 和 uv（下载、安装 Python 软件包的工具），没有就自带一份。不会改动机器上已有的 Python。",
    silent: "需要下载 Python 时，最多半分钟没有任何输出，这是正常的。",
  },
  lock: {
    name: "选定版本",
    why: "选用所有组件都能取得的最新版 vLLM，并记下每个文件及其校验值。在这之前不会下载任何大文件。",
    silent: "正在向软件源查询约 200 个软件包，10 到 40 秒没有输出，这是正常的。",
  },
  download: {
    name: "下载",
    why: "每个文件只下载一次，并逐一校验。中断后从断点继续。",
    silent: "有一会儿没收到数据了。网络慢时会这样，Glimmer 会自动重试。",
  },
  install: {
    name: "解压到独立的文件夹",
    why: "使用全新的独立环境，机器上原有的东西保持不变。",
    silent: "解压约 200 个软件包，10 到 60 秒没有输出，慢速硬盘会更久，这是正常的。",
  },
  build: {
    name: "构建 vLLM",
    why: "用 vLLM 自己的源码构建，配上同一版本已编译好的部分。",
    silent: "构建过程中可能有一分钟没有输出，这是正常的。",
  },
  verify: {
    name: "检查构建结果",
    why: "把所有组件完整加载一次，确认版本彼此匹配。",
    silent: "首次加载需要 10 到 40 秒，期间没有输出，这是正常的。",
  },
  selftest: {
    name: "用真实的问题试一次",
    why: "用一个 2 MB 的小模型启动新引擎。它必须答出一个问题、调用一次工具，才算就绪。",
    silent: "首次启动需要一到两分钟，其间可能有半分钟没有输出，这是正常的。",
  },
  activate: {
    name: "启用",
    why: "一次性切换。之前的引擎会保留，随时可以回退。",
    silent: "马上就好。",
  },
}
