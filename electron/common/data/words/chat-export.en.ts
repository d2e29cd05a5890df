import type { ChatExportWords } from "../../domain/chat-export"

/** What an exported conversation says beside the words of its speakers. */
export const chatExportWords: ChatExportWords = {
  untitled: "Conversation",
  person: "You",
  model: "Model",
  thinking: "Thinking",
  tool: "Tool",
  result: "Result",
  attached: "Attached:",
  states: {
    writing: "not finished",
    waiting: "waiting for your decision",
    allowed: "not run yet",
    running: "running",
    failed: "failed",
    refused: "not allowed",
  },
  stopped: "Stopped",
  brokenOff: "Broken off",
}
