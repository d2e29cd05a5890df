import type { LibraryView } from "#common/domain/library"
import { makeProblem } from "#common/domain/problem"
import { libraryModel } from "./library"

const GIB = 1024 ** 3
const HOME = "/home/user/.local/share/glimmer/models"

const disk = { path: HOME, freeBytes: 612 * GIB, totalBytes: 1863 * GIB }

const nineWhole = libraryModel({
  id: "zai-org/GLM-4-9B-0414",
  choiceId: "folder:/data/models/GLM-4-9B-0414",
  folder: "/data/models/GLM-4-9B-0414",
  state: "complete",
  doneBytes: 18_801_000_000,
  rate: null,
  remainingSeconds: null,
  filesDone: 13,
  verified: "hashes",
  verifiedAtMs: Date.UTC(2026, 10, 20, 9, 30),
})

/** A library with one of everything: on the way, stopped, whole, incomplete, others' caches, a bin. */
export const fullLibrary: Partial<LibraryView> = {
  disk,
  models: [
    libraryModel({
      id: "zai-org/GLM-4.6V-FP8",
      doneBytes: 47.2 * GIB,
      totalBytes: 103.7 * GIB,
      rate: 88 * 1024 ** 2,
      remainingSeconds: [600, 720],
    }),
    libraryModel({
      id: "zai-org/GLM-Z1-9B-0414",
      state: "queued",
      doneBytes: 0,
      totalBytes: null,
      rate: null,
      remainingSeconds: null,
      host: null,
      source: null,
    }),
    libraryModel({
      id: "zai-org/glm-4-9b-chat",
      state: "failed",
      doneBytes: 3.1 * GIB,
      totalBytes: 17.5 * GIB,
      rate: null,
      remainingSeconds: null,
      problem: makeProblem(
        "hub-token-missing",
        {
          model: "zai-org/glm-4-9b-chat",
          host: "huggingface.co",
          page: "https://huggingface.co/zai-org/glm-4-9b-chat",
        },
        "401 Unauthorized",
      ),
    }),
    nineWhole,
    libraryModel({
      id: "moonshotai/Kimi-K2.5",
      folder: "/home/user/.cache/huggingface/hub/models--moonshotai--Kimi-K2.5/snapshots/3f1a",
      place: "huggingface-cache",
      state: "complete",
      doneBytes: 554 * GIB,
      totalBytes: 554 * GIB,
      rate: null,
      remainingSeconds: null,
      verified: "index",
    }),
    libraryModel({
      id: "zai-org/GLM-4-32B-0414",
      state: "incomplete",
      doneBytes: 21 * GIB,
      totalBytes: 60.7 * GIB,
      rate: null,
      remainingSeconds: null,
    }),
  ],
  bin: [
    {
      binId: "b1",
      folder: `${HOME}/zai-org/glm-edge-4b-chat`,
      id: "zai-org/glm-edge-4b-chat",
      name: "glm-edge-4b-chat",
      bytes: 8.1 * GIB,
      removedAtMs: Date.UTC(2026, 10, 21, 18, 5),
    },
  ],
}

/** Nothing but room. */
export const roomyLibrary: Partial<LibraryView> = { disk }
