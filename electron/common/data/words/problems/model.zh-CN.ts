import type { ProblemWordsOf } from "../../../domain/problem-words"

/** 模型本身，或引擎对模型支持的问题。 */
export const model = {
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
} satisfies ProblemWordsOf
