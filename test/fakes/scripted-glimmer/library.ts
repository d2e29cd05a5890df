import { makeProblem, ProblemError } from "#common/domain/problem"
import { type LibraryModel, type LibraryView } from "#common/domain/library"
import type { LibraryApi } from "#node/rpc/services"
import type { StateTopic } from "#node/services/streams/state-topic"

/** A model on its way, as the service shows it. */
export function libraryModel(change: Partial<LibraryModel> = {}): LibraryModel {
  const id = change.id ?? "zai-org/GLM-4-9B-0414"
  return {
    folder: `/home/user/.local/share/glimmer/models/${id}`,
    choiceId: id,
    id,
    name: id.slice(id.indexOf("/") + 1),
    place: "glimmer",
    state: "running",
    wish: "auto",
    source: "huggingface",
    host: "huggingface.co",
    revision: null,
    commit: "645b8482494e31b6b752272bf7f7f273ef0f3caf",
    doneBytes: 4_700_000_000,
    totalBytes: 18_801_000_000,
    fetchedBytes: 4_700_000_000,
    rate: 42_000_000,
    remainingSeconds: [320, 360],
    filesDone: 7,
    filesTotal: 13,
    verified: "no",
    verifiedAtMs: null,
    problem: null,
    ...change,
  }
}

/** A library in memory: what is asked of it is noted, and shown where that is simple. */
export function scriptedLibrary(
  library: StateTopic<LibraryView>,
  note: (path: string, input: unknown) => void,
): LibraryApi {
  const change = (folder: string, by: Partial<LibraryModel>) => {
    const models = library.state.models.map((model) =>
      model.folder === folder ? { ...model, ...by } : model,
    )
    library.set({ ...library.state, models })
  }
  const drop = (folder: string) => {
    const models = library.state.models.filter((model) => model.folder !== folder)
    library.set({ ...library.state, models })
  }
  return {
    watch: (signal) => library.watch(signal),
    refresh: async () => library.state,
    inspect: async ({ id }) => {
      note("library.inspect", id)
      if (id.startsWith("nowhere/")) {
        throw new ProblemError(
          makeProblem(
            "hub-unreachable",
            { host: "huggingface.co" },
            "ETIMEDOUT: connect ETIMEDOUT 3.165.190.3:443",
          ),
        )
      }
      return {
        ...{ id, source: "huggingface", host: "huggingface.co", revision: null, commit: null },
        ...{ config: { architectures: ["Glm4ForCausalLM"] }, weightBytes: 18_801_000_000 },
        ...{ totalBytes: 18_821_000_000, files: 13, gated: false, license: "mit", hasTokenizer: true },
        ...{ page: `https://huggingface.co/${id}`, toolCallParser: "glm4_0414", reasoningParser: null },
        sources: [{ source: "huggingface", host: "huggingface.co", rate: 42_000_000 }],
      }
    },
    pull: async (request) => {
      note("library.pull", request)
      const model = libraryModel({ id: request.id, wish: request.source, state: "queued", doneBytes: 0 })
      library.set({ ...library.state, models: [model, ...library.state.models] })
      return model
    },
    pause: async (folder) => change(folder, { state: "paused", rate: null, remainingSeconds: null }),
    resume: async (folder) => change(folder, { state: "running", problem: null }),
    cancel: async (folder) => drop(folder),
    reorder: async (folder, position) => note("library.reorder", { folder, position }),
    setSource: async (folder, source) => change(folder, { wish: source }),
    setLimit: async (bytesPerSecond) =>
      library.set({ ...library.state, limitBytesPerSecond: bytesPerSecond }),
    verify: async (folder) => change(folder, { state: "checking" }),
    remove: async (folder) => {
      const model = library.state.models.find((one) => one.folder === folder)
      drop(folder)
      if (model === undefined) return
      const { id, name, doneBytes: bytes } = model
      const binned = { binId: folder, folder, id, name, bytes, removedAtMs: Date.now() }
      library.set({ ...library.state, bin: [...library.state.bin, binned] })
    },
    restore: async (binId) => {
      const binned = library.state.bin.find((one) => one.binId === binId)
      const bin = library.state.bin.filter((one) => one.binId !== binId)
      const back = binned === undefined ? [] : [libraryModel({ ...binned, state: "complete" })]
      library.set({ ...library.state, bin, models: [...library.state.models, ...back] })
    },
    emptyBin: async (binId) =>
      library.set({
        ...library.state,
        bin: binId === null ? [] : library.state.bin.filter((one) => one.binId !== binId),
      }),
    move: async (folder, to) => change(folder, { folder: to }),
    setToken: async (source) =>
      library.set({ ...library.state, tokens: { ...library.state.tokens, [source]: "secret-store" } }),
  }
}
