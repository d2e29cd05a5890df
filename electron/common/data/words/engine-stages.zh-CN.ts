import type { EngineStageId } from "../../domain/engine"
import type { EngineStageWords } from "./engine-stage-words"

/** vLLM 启动各阶段在做什么。 */
export const engineStages: Readonly<Record<EngineStageId, EngineStageWords>> = {
  launch: { name: "启动程序", what: "独立的进程，独享的端口和密钥。" },
  imports: { name: "加载程序库", what: "Python 从磁盘读取 PyTorch 和 vLLM，期间没有输出。" },
  "engine-spawn": { name: "启动引擎进程", what: "在显卡上干活的进程，与接收请求的进程分开运行。" },
  weights: { name: "加载模型", what: "权重从磁盘读入显存。" },
  compile: { name: "为这块显卡编译", what: "一个模型首次启动时较久，结果会保留给下次使用。" },
  profile: { name: "测量显存", what: "试运行一次，看模型工作时需要多少显存。" },
  "kv-cache": { name: "留出对话显存", what: "剩下的显存用作 KV cache。" },
  graphs: { name: "录制 CUDA 图", what: "把固定的显卡操作序列录下来，回答会更快。" },
  warmup: { name: "预热", what: "编译一些小的计算核，期间没有输出。" },
  api: { name: "开放接口", what: "服务开始接收请求。" },
  "first-answer": { name: "第一个回答", what: "必须真正答出一个字，引擎才算就绪。" },
}
