import type { ChatExportWords } from "../../domain/chat-export"

/** 导出的对话里，双方的话之外的文字。 */
export const chatExportWords: ChatExportWords = {
  untitled: "对话",
  person: "我",
  model: "模型",
  thinking: "思考",
  tool: "工具",
  result: "结果",
  attached: "附件：",
  states: {
    writing: "未写完",
    waiting: "等待确认",
    allowed: "尚未运行",
    running: "运行中",
    failed: "失败",
    refused: "未允许",
  },
  stopped: "已停止",
  brokenOff: "已中断",
}
