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
    decide: wire.chat.decide.handler(({ input: { threadId, ...decision } }) =>
      chat.decide(threadId, decision),
    ),
    describeFile: wire.chat.describeFile.handler(({ input }) => chat.describeFile(input.path)),
    tools: wire.chat.tools.handler(() => chat.tools()),
  }
}
