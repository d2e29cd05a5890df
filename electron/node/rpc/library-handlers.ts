import { wire } from "./contract-implementer"
import type { LibraryApi } from "./services"

export function libraryHandlers(library: LibraryApi) {
  return {
    watch: wire.library.watch.handler(({ signal }) => library.watch(signal)),
    refresh: wire.library.refresh.handler(() => library.refresh()),
    inspect: wire.library.inspect.handler(({ input, signal }) => library.inspect(input, signal)),
    pull: wire.library.pull.handler(({ input }) => library.pull(input)),
    pause: wire.library.pause.handler(({ input }) => library.pause(input.folder)),
    resume: wire.library.resume.handler(({ input }) => library.resume(input.folder)),
    cancel: wire.library.cancel.handler(({ input }) => library.cancel(input.folder)),
    reorder: wire.library.reorder.handler(({ input }) => library.reorder(input.folder, input.position)),
    setSource: wire.library.setSource.handler(({ input }) => library.setSource(input.folder, input.source)),
    setLimit: wire.library.setLimit.handler(({ input }) => library.setLimit(input.bytesPerSecond)),
    verify: wire.library.verify.handler(({ input }) => library.verify(input.folder)),
    remove: wire.library.remove.handler(({ input }) => library.remove(input.folder)),
    restore: wire.library.restore.handler(({ input }) => library.restore(input.binId)),
    emptyBin: wire.library.emptyBin.handler(({ input }) => library.emptyBin(input.binId)),
    move: wire.library.move.handler(({ input }) => library.move(input.folder, input.to)),
    setToken: wire.library.setToken.handler(({ input }) => library.setToken(input.source, input.token)),
  }
}
