import { KERNEL_SOURCES } from "#common/data/kernel-sources"
import type { SelftestRecord } from "#common/domain/setup"
import type { Home } from "../../../home"
import type { Ports } from "../../../ports"
import { engineFolders } from "../engine-folders"
import type { EngineStore } from "../engine-store"
import { numberFact, type Step, textFact } from "../step"

/** Makes the engine that has just answered the one in use. The former one stays on disk as the way back. */
export function activateStep(ports: Pick<Ports, "files" | "clock">, home: Home, store: EngineStore): Step {
  return async ({ request, facts }) => {
    const lock = facts("lock")
    const engineId = textFact(lock, "engineId")
    const selftest = facts("selftest")
    const former = await store.current()
    if (lock["reused"] === true) {
      await store.use(engineId)
      return { engineId, former: former?.id ?? null }
    }
    const record: SelftestRecord = {
      atMs: numberFact(selftest, "atMs"),
      readyMs: numberFact(selftest, "readyMs"),
      chatMs: numberFact(selftest, "chatMs"),
      toolCallMs: numberFact(selftest, "toolCallMs"),
      chat: textFact(selftest, "chat"),
      toolCall: textFact(selftest, "toolCall"),
      answer: textFact(selftest, "answer"),
    }
    await store.add({
      id: engineId,
      version: textFact(lock, "version"),
      target: request.target,
      kernels: KERNEL_SOURCES.find((source) => source.id === lock["source"])?.id ?? textFact(lock, "source"),
      python: textFact(facts("tools"), "pythonVersion"),
      torch: textFact(facts("verify"), "torch"),
      bytes: await ports.files.folderBytes(engineFolders(home, engineId).environment),
      builtAtMs: ports.clock.now(),
      selftest: record,
    })
    await store.use(engineId)
    return { engineId, former: former?.id ?? null }
  }
}
