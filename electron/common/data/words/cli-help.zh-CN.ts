import type { CliHelpWords } from "./cli-help-words"

export const cliHelp: CliHelpWords = {
  program:
    "在自己的显卡工作站上运行 GLM 模型，和它对话，它还能调用工具。无论 Glimmer 是否正在运行，所有命令都能用。",
  commands: {
    detect: {
      summary: "查看这台电脑",
      description: "查看这台电脑：显卡和占用显存的程序、驱动、内存、磁盘，并指出问题和解决办法。",
      examples: ["glimmer detect", "glimmer detect --json"],
    },
    setup: {
      summary: "构建引擎",
      description:
        "从源码构建 vLLM，放在单独的文件夹里，用一个真实的问题测试后启用。随时可以中断，再运行同一条命令会从中断处继续。已有引擎时什么也不做。",
      examples: ["glimmer setup", "glimmer setup --vllm 0.30.0", "glimmer setup --again"],
    },
    engines: {
      summary: "列出、切换、删除引擎",
      description: "列出这台电脑上的引擎，正在使用的标有星号。",
      examples: ["glimmer engines", "glimmer engines use 0.30.0", "glimmer engines remove 0.29"],
    },
    "engines-list": {
      summary: "列出引擎",
      description: "列出这台电脑上的引擎，正在使用的标有星号。",
      examples: [],
    },
    "engines-use": {
      summary: "换用另一个引擎",
      description: "换用另一个引擎。正在运行的引擎会继续服务，下次启动时才用新的。",
      examples: ["glimmer engines use 0.30.0"],
    },
    "engines-remove": {
      summary: "删除一个引擎",
      description: "删除一个没有在使用的引擎，释放磁盘空间。",
      examples: ["glimmer engines remove 0.29"],
    },
    plan: {
      summary: "下载之前先算出模型能否放得下",
      description:
        "在下载之前算出模型能否在这台电脑（或你指定的显卡）上放得下：逐项显存、留给对话的空间、理由，以及启动命令。加上 --json 且不写模型时，从标准输入读取数据，每行一个 JSON 对象，并逐行回答。",
      examples: [
        "glimmer plan GLM-4-9B-0414",
        "glimmer plan GLM-4-32B-0414 --gpus 4090,4090 --context 32k",
        "glimmer plan ./my-model --json",
        "glimmer plan --json < rows.jsonl",
      ],
    },
    pull: {
      summary: "下载模型",
      description:
        "从 Hugging Face、它的镜像或 ModelScope（取更快的）下载模型，并校验每个文件。无论怎样中断，再次运行同一命令都会接着下载；完整的模型不会重新下载。HF_ENDPOINT、HF_TOKEN、MODELSCOPE_ENDPOINT 以及常用的代理和证书变量都有效。",
      examples: [
        "glimmer pull zai-org/GLM-4-9B-0414",
        "glimmer pull GLM-4-32B-0414 --source modelscope",
        "glimmer pull zai-org/GLM-4.5-Air-FP8 --to /data/models/air --json",
      ],
    },
    models: {
      summary: "列出这台电脑上的模型",
      description:
        "列出这台电脑上的模型、大小和是否校验过：包括 Glimmer 下载的，以及 Hugging Face、ModelScope 和 LM Studio 缓存里的。只查看，不改动。",
      examples: ["glimmer models", "glimmer models --json"],
    },
    rm: {
      summary: "删除模型",
      description:
        "把 Glimmer 下载的模型放入回收站。清空回收站之前都可以恢复，清空后才腾出磁盘。别的程序下载的模型绝不改动。",
      examples: [
        "glimmer rm zai-org/GLM-4-9B-0414",
        "glimmer rm --restore zai-org/GLM-4-9B-0414",
        "glimmer rm --empty",
      ],
    },
    start: {
      summary: "用一个模型启动引擎",
      description:
        "用一个模型启动引擎，等到它真正回答为止。命令结束后引擎继续服务，用 `glimmer stop` 停止。已有相同的启动在进行时会加入等待。尚未就绪时按 Ctrl-C 会取消启动。",
      examples: ["glimmer start", "glimmer start ./GLM-4-9B-0414 --context 32k --utilization 0.6"],
    },
    stop: {
      summary: "停止引擎",
      description: "结束引擎和属于它的一切，包括以前的 Glimmer 遗留下来的进程。",
      examples: [],
    },
    status: {
      summary: "查看装了什么、在运行什么",
      description:
        "查看 Glimmer 是否在运行、装了哪个引擎、安装进行到哪一步、正在服务哪个模型。只查看，不改动任何东西。",
      examples: ["glimmer status", "glimmer status --json"],
    },
    logs: {
      summary: "显示引擎的日志",
      description: "显示最近一次启动的引擎的原始日志，或最近一次安装的日志。",
      examples: ["glimmer logs -f", "glimmer logs -n 100", "glimmer logs --setup"],
    },
    chat: {
      summary: "和模型对话",
      description:
        "和正在运行的模型对话。写了消息就显示回答然后结束，不写就开始一段对话。运行工具前会先询问；无法询问时，没有事先允许的工具不会运行。通过管道传入的文字就是消息。",
      examples: [
        "glimmer chat",
        'glimmer chat --allow calculator "12 * 7等于多少？"',
        "glimmer chat --json < question.txt",
      ],
    },
    serve: {
      summary: "在浏览器中打开 Glimmer",
      description:
        "供浏览器打开 Glimmer，并显示可以进入的地址。除非用 --host 另行指定，只有这台电脑能访问。已经打开时只显示地址就结束。按 Ctrl-C 结束 Glimmer 和它的引擎。",
      examples: ["glimmer serve", "glimmer serve --open", "glimmer serve --keep-engine"],
    },
    diagnose: {
      summary: "说明日志里出了什么问题",
      description:
        "读取 vLLM、安装或构建的日志，用平常的话说明最先出了什么问题、哪一行可以看出、该怎么办。不写文件时读取最近一次引擎的日志。",
      examples: ["glimmer diagnose", "glimmer diagnose vllm.log", "vllm serve … 2>&1 | glimmer diagnose -"],
    },
    checks: {
      summary: "在出问题之前检查",
      description:
        "检查驱动、显卡、内存、磁盘、编译器、网络、引擎和模型的文件，三秒之内完成，并说明哪里有阻碍、该怎么办。",
      examples: ["glimmer checks", "glimmer checks --json"],
    },
    report: {
      summary: "生成可以分享的报告",
      description:
        "写出别人帮忙时需要的一切：版本、硬件、设置、检查结果、诊断和日志末尾。密钥、人名和机器名、主目录、网络地址和聊天内容都会去掉。不写 --to 就直接显示，先看再分享。",
      examples: ["glimmer report", "glimmer report --to glimmer-report.md"],
    },
    demo: {
      summary: "无人值守地走完全程",
      description:
        "无人值守地走完全程：查看电脑、构建引擎、测试、用 Glimmer 自带的小模型启动，再进行一次调用工具的对话。最后会停止引擎。",
      examples: ["glimmer demo", "glimmer demo --target cpu --json"],
    },
    completion: {
      summary: "输出命令补全脚本",
      description: "输出一段脚本，让终端在按 Tab 时补全 Glimmer 的命令和选项。",
      examples: ["source <(glimmer completion bash)"],
    },
  },
  options: {
    help: "显示这份帮助。",
    "help-command": "显示某个命令的帮助",
    version: "显示版本。",
    json: "以 JSON 输出结果，说明文字输出到标准错误。",
    "json-lines": "每行输出一个 JSON 对象，含行号和文字。",
    "plan-json": "以 JSON 输出结果；不写模型时，逐行回答标准输入的数据。",
    "report-to": "保存到这个文件，或以自己的名字存进这个文件夹。",
    "diagnose-json": "以 JSON 输出原因；日志正常时列表为空。",
    target: "使用哪种内核。默认选适合这台电脑的。",
    vllm: "指定 vLLM 的版本。默认使用能用的最新版。",
    again: "已有引擎也重新构建。",
    progress: "每有变化就输出一行 JSON。",
    gpus: "为哪些显卡计算，例如 4090,4090 或 2xH100。默认是这台电脑的显卡。",
    "plan-context": "上下文长度，例如 32k。默认取还能容纳几个对话的最长长度。",
    "plan-utilization": "vLLM 可占用的显存比例。默认用 vLLM 自己的值。",
    "plan-tensor-parallel": "把模型分到几块显卡上。默认按需要。",
    "plan-vllm": "vLLM 的版本。默认是已安装的版本。",
    context: "上下文长度，例如 32k。默认按计算结果推荐。",
    utilization: "vLLM 可占用的显存比例，例如 0.6。默认按计算结果推荐。",
    "tensor-parallel": "把模型分到几块显卡上。默认按需要。",
    parser: "读取模型工具调用的解析器，例如 hermes。默认用模型自己的。",
    eager: "不编译，也不用 CUDA 图：启动更快，回答更慢。",
    "logs-setup": "显示安装日志，而不是引擎日志。",
    follow: "持续显示新的内容，直到按 Ctrl-C。",
    lines: "只显示最后若干行。默认全部显示。",
    allow: "可以不经询问就运行的工具，可以写多次。",
    yes: "所有工具都可以不经询问就运行。",
    port: "只用这个端口。默认 4145，被占用时用空闲的端口。",
    host: "在 127.0.0.1 以外的地址上打开，这样别的电脑也能访问。",
    open: "在浏览器中打开页面。",
    "no-open": "只显示地址，不打开页面。",
    "keep-engine": "Glimmer 结束后让引擎继续服务。",
    keep: "结束时让引擎继续运行。",
    source: "从这个站点下载。默认取更快的。",
    revision: "分支、标签或提交。默认最新。",
    to: "模型的文件夹。默认放在 Glimmer 的模型目录下。",
    "pull-json": "以 JSON 输出进度，每行一个对象，说明文字输出到标准错误。",
    "rm-forever": "不放入回收站，立即腾出磁盘。",
    "rm-restore": "把模型从回收站恢复。",
    "rm-empty": "清空回收站。",
    batch: "与 --json 一起用：每行读取一个对象 {id, log}，并逐行回答。",
  },
  arguments: {
    "hub-model": "模型的编号（例如 zai-org/GLM-4-9B-0414）、网页地址，或目录中的名称。",
    "kept-model": "模型的编号、名称或文件夹。",
    engine: "引擎的编号，只写开头也可以，只要不重复。",
    "plan-model": "模型的名称、编号或文件夹。",
    "start-model": "模型的文件夹、名称或编号；`selftest` 是 Glimmer 自带的小模型。",
    message: "要说的话；写 `-` 则从标准输入读取。不写就开始一段对话。",
    log: "日志文件；写 `-` 则读取标准输入。默认是最近一次引擎的日志。",
    shell: "哪种终端。",
  },
  headings: [
    ["Usage:", "用法："],
    ["Arguments:", "参数："],
    ["Options:", "选项："],
    ["Commands:", "命令："],
  ],
  notes: { choices: "可选", default: "默认" },
  examples: "示例：",
}
