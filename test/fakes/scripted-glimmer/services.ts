import type { Thread } from "#common/domain/chat"
import { makeProblem, type ProblemCode, ProblemError } from "#common/domain/problem"
import type { ChatApi, Services } from "#node/rpc/services"
import { playAnswer, questionOf } from "./chat-script"
import { TOOLS } from "./chats"
import { scriptedDoctor } from "./doctor"
import { engineAt } from "./engines"
import { describeFile, listFolder } from "./folders"
import { scriptedLibrary } from "./library"
import { folder9b } from "./models"
import type { Program } from "./program"
import { DOWNLOADING, setupAt, viewOf } from "./setups"

/** The services every door wants, over a program in memory. */
export function scriptedServices(program: Program): Services {
  const note = (path: string, input: unknown) => void program.calls.push({ path, input })
  return {
    machine: {
      report: () => (program.machineHangs ? new Promise(() => undefined) : Promise.resolve(program.machine)),
      watchGpus: (signal) => program.gpus.watch(signal),
      folderSizes: async () => ({
        engines: 14.6 * 1024 ** 3,
        models: 35.1 * 1024 ** 3,
        downloads: 9.3 * 1024 ** 3,
        caches: 1.2 * 1024 ** 3,
        logs: 3.4 * 1024 ** 2,
        threads: 0.9 * 1024 ** 2,
      }),
      browse: async (path, files) => listFolder(path, files) ?? fail("not-found"),
    },
    setup: {
      watch: (signal) => program.setup.watch(signal),
      watchLog: (cursor, signal) => program.setupLog.watch(cursor, signal),
      start: async (request) => {
        note("setup.start", request)
        program.setup.set(viewOf({ ...setupAt("download", DOWNLOADING), request }))
      },
      pause: async () => {
        note("setup.pause", null)
        program.setup.set(viewOf(setupAt("download", null, { phase: "paused" }, "waiting")))
      },
      resume: async () => {
        note("setup.resume", null)
        program.setup.set(viewOf(setupAt("download", DOWNLOADING)))
      },
      cancel: async () => note("setup.cancel", null),
      use: async (engineId) => {
        note("setup.use", engineId)
        const view = program.setup.state
        const current = view.engines.find((engine) => engine.id === engineId) ?? null
        program.setup.set({ ...view, current })
      },
      remove: async (engineId) => {
        note("setup.remove", engineId)
        const view = program.setup.state
        program.setup.set({ ...view, engines: view.engines.filter((engine) => engine.id !== engineId) })
      },
    },
    models: {
      list: async () => program.models,
      addFolder: async (path) => {
        note("models.addFolder", path)
        if (!/GLM/.test(path)) return fail("not-a-model-folder", { path })
        const added = { ...folder9b, id: `folder:${path}`, path }
        program.models = [...program.models.filter((model) => model.id !== added.id), added]
        return added
      },
      forgetFolder: async (path) => {
        note("models.forgetFolder", path)
        program.models = program.models.filter((model) => model.path !== path)
      },
    },
    library: scriptedLibrary(program.library, note),
    engine: {
      watch: (signal) => program.engine.watch(signal),
      watchLog: (cursor, signal) => program.engineLog.watch(cursor, signal),
      start: async (request) => {
        note("engine.start", request)
        program.engine.set(engineAt("weights", 0.4))
      },
      stop: async () => {
        note("engine.stop", null)
        const state = { state: "stopped", sinceMs: Date.now(), pid: null, port: null } as const
        program.engine.set({ ...program.engine.state, ...state })
      },
      startAgain: async () => {
        note("engine.startAgain", null)
        program.engine.set(engineAt("weights", 0.4))
      },
    },
    connect: {
      key: async () => program.connectKey,
      renewKey: async () => {
        note("connect.renewKey", null)
        program.connectKey = { ...program.connectKey, renewed: program.engine.state.port !== null }
        return program.connectKey
      },
      ask: async (question) => {
        note("connect.ask", question)
        const zh = /[\u4e00-\u9fff]/.test(question)
        return {
          text: zh ? "你好，有什么可以帮你？" : "Hello! How can I help you?",
          thoughtsOnly: false,
          tookMs: 412,
          tokens: 9,
        }
      },
    },
    doctor: scriptedDoctor(program, note),
    chat: scriptedChat(program, note),
    settings: {
      info: (frontDoor) => ({ version: "0.1.0", homePath: "/home/user/.local/share/glimmer", frontDoor }),
      watch: (signal) => program.settings.watch(signal),
      update: async (change) => {
        note("settings.update", change)
        program.settings.set(changed(program.settings.state, change))
        return program.settings.state
      },
      watchJourney: (signal) => program.journey.watch(signal),
      updateJourney: async (change) => {
        note("settings.updateJourney", change)
        program.journey.set(changed(program.journey.state, change))
        return program.journey.state
      },
    },
  }
}

type Decision = { readonly allow: boolean; readonly argumentsText: string | null }

function scriptedChat(program: Program, note: (path: string, input: unknown) => void): ChatApi {
  const removed = new Map<string, Thread>()
  const answers = new Map<string, AbortController>()
  const decisions = new Map<string, (decision: Decision) => void>()

  const changeThread = (threadId: string, change: Partial<Thread>) =>
    program.threads.set(
      program.threads.state.map((one) => (one.id === threadId ? { ...one, ...change } : one)),
    )

  const answer = (threadId: string, question: string, formerId: string | null = null) => {
    const stop = new AbortController()
    answers.set(threadId, stop)
    const decided = (callId: string) =>
      new Promise<Decision>((resolve, reject) => {
        decisions.set(callId, resolve)
        stop.signal.addEventListener("abort", () => reject(new Error("stopped")))
      })
    const feed = program.chat(threadId)
    void playAnswer(
      { feed, threadId, formerId, signal: stop.signal, paceMs: program.paceMs, decided },
      question,
    )
  }

  return {
    watchThreads: (signal) => program.threads.watch(signal),
    createThread: async () => program.createThread(),
    renameThread: async (threadId, title) => changeThread(threadId, { title, titleByHand: true }),
    deleteThread: async (threadId) => {
      const gone = program.threads.state.find((one) => one.id === threadId)
      if (gone !== undefined) removed.set(gone.id, gone)
      program.threads.set(program.threads.state.filter((one) => one.id !== threadId))
    },
    restoreThread: async (threadId) => {
      const back = removed.get(threadId)
      if (back !== undefined) program.threads.set([back, ...program.threads.state])
    },
    watch: (threadId, cursor, signal) => program.chat(threadId).watch(cursor, signal),
    send: async ({ threadId, text, attachments }) => {
      note("chat.send", { threadId, text, attachments })
      changeThread(threadId, { title: text.slice(0, 40), updatedAtMs: Date.now() })
      const files = attachments.map((path) => describeFile(path) ?? fail("not-found"))
      program.chat(threadId).change({ type: "message-start", message: questionOf(threadId, text, files) })
      answer(threadId, text)
    },
    stop: async (threadId) => {
      note("chat.stop", threadId)
      answers.get(threadId)?.abort()
    },
    retry: async (threadId) => {
      note("chat.retry", threadId)
      const last = program.chat(threadId).messages.at(-1)
      answer(threadId, "again", last?.role === "assistant" ? last.id : null)
    },
    edit: async (threadId, messageId, text) => {
      note("chat.edit", { messageId, text })
      const feed = program.chat(threadId)
      const former = feed.messages.find((message) => message.id === messageId)
      feed.branch(messageId, questionOf(threadId, text, former?.attachments ?? []))
      answer(threadId, text)
    },
    switchBranch: async (threadId, messageId) => {
      note("chat.switchBranch", messageId)
      program.chat(threadId).switchTo(messageId)
    },
    decide: async (_threadId, decision) => {
      note("chat.decide", decision)
      decisions.get(decision.callId)?.(decision)
    },
    describeFile: async (path) => describeFile(path) ?? fail("not-a-text-file", { path }),
    tools: async () =>
      TOOLS.map((one) => ({
        ...one,
        policy: program.settings.state.toolPolicies[one.name] ?? one.policy,
      })),
    search: async (text) =>
      program.threads.state
        .filter((one) => one.title.toLowerCase().includes(text.toLowerCase()))
        .map((one) => {
          const start = one.title.toLowerCase().indexOf(text.toLowerCase())
          return {
            threadId: one.id,
            messageId: null,
            role: null,
            atMs: one.updatedAtMs,
            snippet: one.title,
            matches: [{ start, end: start + text.length }],
          }
        }),
    exportThread: async (threadId, format) => ({
      fileName: `conversation.${format === "json" ? "json" : "md"}`,
      mediaType: format === "json" ? "application/json" : "text/markdown",
      text: JSON.stringify(program.chat(threadId).messages),
    }),
  }
}

function fail(code: ProblemCode, values: Record<string, string | number> = {}): never {
  throw new ProblemError(makeProblem(code, values))
}

/** A state with those of its parts replaced that are given. */
function changed<State extends object>(
  state: State,
  change: { [Key in keyof State]?: State[Key] | undefined },
): State {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...state, ...given }
}
