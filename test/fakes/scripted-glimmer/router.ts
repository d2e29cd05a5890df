import { implement, ORPCError } from "@orpc/server"
import { contract } from "#common/contract/index"
import type { Thread } from "#common/domain/chat"
import { makeProblem, type ProblemCode } from "#common/domain/problem"
import { playAnswer, questionOf } from "./chat-script"
import { TOOLS } from "./chats"
import { engineAt } from "./engines"
import { describeFile, listFolder } from "./folders"
import { folder9b } from "./models"
import type { Program } from "./program"
import { DOWNLOADING, setupAt, viewOf } from "./setups"

type Decision = { readonly allow: boolean; readonly argumentsText: string | null }

/** The whole contract over a program in memory. */
export function scriptedRouter(program: Program) {
  const os = implement(contract)
  const removed = new Map<string, Thread>()
  const answers = new Map<string, AbortController>()
  const decisions = new Map<string, (decision: Decision) => void>()
  const note = (path: string, input: unknown) => void program.calls.push({ path, input })

  const answer = (threadId: string, question: string) => {
    const stop = new AbortController()
    answers.set(threadId, stop)
    void playAnswer(
      {
        feed: program.chat(threadId),
        threadId,
        signal: stop.signal,
        paceMs: program.paceMs,
        decided: (callId) =>
          new Promise((resolve, reject) => {
            decisions.set(callId, resolve)
            stop.signal.addEventListener("abort", () => reject(new Error("stopped")))
          }),
      },
      question,
    )
  }

  const changeThread = (threadId: string, change: Partial<Thread>) =>
    program.threads.set(
      program.threads.state.map((one) => (one.id === threadId ? { ...one, ...change } : one)),
    )

  return os.router({
    machine: {
      report: os.machine.report.handler(async () =>
        program.machineHangs ? new Promise<never>(() => undefined) : program.machine,
      ),
      watchGpus: os.machine.watchGpus.handler(({ signal }) => program.gpus.watch(signal)),
      browse: os.machine.browse.handler(
        ({ input }) => listFolder(input.path, input.files) ?? fail("not-found"),
      ),
    },
    setup: {
      watch: os.setup.watch.handler(({ signal }) => program.setup.watch(signal)),
      watchLog: os.setup.watchLog.handler(({ input, signal }) =>
        program.setupLog.watch(input.cursor, signal),
      ),
      start: os.setup.start.handler(({ input }) => {
        note("setup.start", input)
        program.setup.set(viewOf({ ...setupAt("download", DOWNLOADING), request: input }))
      }),
      pause: os.setup.pause.handler(() => {
        note("setup.pause", null)
        program.setup.set(viewOf(setupAt("download", null, { phase: "paused" }, "waiting")))
      }),
      resume: os.setup.resume.handler(() => {
        note("setup.resume", null)
        program.setup.set(viewOf(setupAt("download", DOWNLOADING)))
      }),
      cancel: os.setup.cancel.handler(() => note("setup.cancel", null)),
      use: os.setup.use.handler(({ input }) => note("setup.use", input)),
      remove: os.setup.remove.handler(({ input }) => {
        note("setup.remove", input)
        const view = program.setup.state
        program.setup.set({ ...view, engines: view.engines.filter((engine) => engine.id !== input.engineId) })
      }),
    },
    models: {
      list: os.models.list.handler(() => program.models),
      addFolder: os.models.addFolder.handler(({ input }) => {
        note("models.addFolder", input)
        if (!/GLM/.test(input.path)) return fail("not-a-model-folder", { path: input.path })
        const added = { ...folder9b, id: `folder:${input.path}`, path: input.path }
        program.models = [...program.models.filter((model) => model.id !== added.id), added]
        return added
      }),
      forgetFolder: os.models.forgetFolder.handler(({ input }) => {
        note("models.forgetFolder", input)
        program.models = program.models.filter((model) => model.path !== input.path)
      }),
    },
    engine: {
      watch: os.engine.watch.handler(({ signal }) => program.engine.watch(signal)),
      watchLog: os.engine.watchLog.handler(({ input, signal }) =>
        program.engineLog.watch(input.cursor, signal),
      ),
      start: os.engine.start.handler(({ input }) => {
        note("engine.start", input)
        program.engine.set(engineAt("weights", 0.4))
      }),
      stop: os.engine.stop.handler(() => {
        note("engine.stop", null)
        program.engine.set({
          ...program.engine.state,
          state: "stopped",
          sinceMs: Date.now(),
          pid: null,
          port: null,
        })
      }),
      lastRequest: os.engine.lastRequest.handler(() => program.engine.state.request),
    },
    chat: {
      watchThreads: os.chat.watchThreads.handler(({ signal }) => program.threads.watch(signal)),
      createThread: os.chat.createThread.handler(() => program.createThread()),
      renameThread: os.chat.renameThread.handler(({ input }) =>
        changeThread(input.threadId, { title: input.title, titleByHand: true }),
      ),
      deleteThread: os.chat.deleteThread.handler(({ input }) => {
        const gone = program.threads.state.find((one) => one.id === input.threadId)
        if (gone !== undefined) removed.set(gone.id, gone)
        program.threads.set(program.threads.state.filter((one) => one.id !== input.threadId))
      }),
      restoreThread: os.chat.restoreThread.handler(({ input }) => {
        const back = removed.get(input.threadId)
        if (back !== undefined) program.threads.set([back, ...program.threads.state])
      }),
      watch: os.chat.watch.handler(({ input, signal }) =>
        program.chat(input.threadId).watch(input.cursor, signal),
      ),
      send: os.chat.send.handler(({ input }) => {
        note("chat.send", input)
        const files = input.attachments.map((path) => describeFile(path) ?? fail("not-found"))
        program.chat(input.threadId).change({
          type: "message-start",
          message: questionOf(input.threadId, input.text, files),
        })
        changeThread(input.threadId, { title: input.text.slice(0, 40), updatedAtMs: Date.now() })
        answer(input.threadId, input.text)
      }),
      stop: os.chat.stop.handler(({ input }) => {
        note("chat.stop", input)
        answers.get(input.threadId)?.abort()
      }),
      retry: os.chat.retry.handler(({ input }) => {
        note("chat.retry", input)
        const feed = program.chat(input.threadId)
        const last = feed.messages.at(-1)
        if (last?.role === "assistant") feed.change({ type: "message-removed", messageId: last.id })
        answer(input.threadId, "again")
      }),
      decide: os.chat.decide.handler(({ input }) => {
        note("chat.decide", input)
        decisions.get(input.callId)?.(input)
      }),
      describeFile: os.chat.describeFile.handler(
        ({ input }) => describeFile(input.path) ?? fail("not-a-text-file", { path: input.path }),
      ),
      tools: os.chat.tools.handler(() =>
        TOOLS.map((one) => ({ ...one, policy: program.settings.state.toolPolicies[one.name] ?? one.policy })),
      ),
    },
    settings: {
      info: os.settings.info.handler(() => ({
        version: "0.1.0",
        homePath: "/home/user/.local/share/glimmer",
        frontDoor: "browser" as const,
      })),
      watch: os.settings.watch.handler(({ signal }) => program.settings.watch(signal)),
      update: os.settings.update.handler(({ input }) => {
        note("settings.update", input)
        program.settings.set({ ...program.settings.state, ...definedOf(input) })
        return program.settings.state
      }),
      watchJourney: os.settings.watchJourney.handler(({ signal }) => program.journey.watch(signal)),
      updateJourney: os.settings.updateJourney.handler(({ input }) => {
        note("settings.updateJourney", input)
        program.journey.set({ ...program.journey.state, ...definedOf(input) })
        return program.journey.state
      }),
    },
  })
}

function fail(code: ProblemCode, values: Record<string, string | number> = {}): never {
  throw new ORPCError("PROBLEM", { defined: true, data: makeProblem(code, values) })
}

function definedOf<T extends object>(change: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }
}
