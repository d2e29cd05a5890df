import { wire } from "./contract-implementer"
import type { ChatApi } from "./services"

export function chatHandlers(chat: ChatApi) {
  return {
    watchThreads: wire.chat.watchThreads.handler(({ signal }) => chat.watchThreads(signal)),
    createThread: wire.chat.createThread.handler(() => chat.createThread()),
    renameThread: wire.chat.renameThread.handler(({ input }) =>
      chat.renameThread(input.threadId, input.title),
    ),
    deleteThread: wire.chat.deleteThread.handler(({ input }) => chat.deleteThread(input.threadId)),
    restoreThread: wire.chat.restoreThread.handler(({ input }) => chat.restoreThread(input.threadId)),
    watch: wire.chat.watch.handler(({ input, signal }) => chat.watch(input.threadId, input.cursor, signal)),
    send: wire.chat.send.handler(({ input }) => chat.send(input)),
    stop: wire.chat.stop.handler(({ input }) => chat.stop(input.threadId)),
    retry: wire.chat.retry.handler(({ input }) => chat.retry(input.threadId)),
    edit: wire.chat.edit.handler(({ input }) => chat.edit(input.threadId, input.messageId, input.text)),
    switchBranch: wire.chat.switchBranch.handler(({ input }) =>
      chat.switchBranch(input.threadId, input.messageId),
    ),
    decide: wire.chat.decide.handler(({ input: { threadId, ...decision } }) =>
      chat.decide(threadId, decision),
    ),
    describeFile: wire.chat.describeFile.handler(({ input }) => chat.describeFile(input.path)),
    tools: wire.chat.tools.handler(() => chat.tools()),
    search: wire.chat.search.handler(({ input }) => chat.search(input.text, input.limit)),
    exportThread: wire.chat.exportThread.handler(({ input }) =>
      chat.exportThread(input.threadId, input.format, input.language),
    ),
  }
}
