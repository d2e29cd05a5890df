import { type } from "@orpc/contract"
import { z } from "zod"
import { HUB_SOURCES, type HubModel, type LibraryModel, type LibraryView } from "../domain/library"
import type { StateFrame } from "../domain/watch"
import { pathSchema, procedure, watchInput } from "./base"

export const sourceWishSchema = z.enum([...HUB_SOURCES, "auto"])
const hubIdSchema = z
  .string()
  .regex(/^[\w][\w.-]*\/[\w][\w.-]*$/)
  .max(200)
const revisionSchema = z
  .string()
  .regex(/^[\w][\w./-]*$/)
  .max(200)
  .nullable()
const entryInput = z.object({ folder: pathSchema })

export const libraryContract = {
  /** What is on disk and what is on its way. */
  watch: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<LibraryView>>>()),
  /** Looks at all folders and caches again. */
  refresh: procedure.output(type<LibraryView>()),
  /** Reads a model on a hub: its configuration, sizes, licence. Nothing is kept. */
  inspect: procedure
    .input(z.object({ id: hubIdSchema, source: sourceWishSchema, revision: revisionSchema }))
    .output(type<HubModel>()),
  /** Puts a model into the queue; one that is there goes on, one that is whole is only looked at. */
  pull: procedure
    .input(
      z.object({
        id: hubIdSchema,
        source: sourceWishSchema,
        revision: revisionSchema,
        folder: pathSchema.nullable(),
      }),
    )
    .output(type<LibraryModel>()),
  pause: procedure.input(entryInput).output(type<void>()),
  /** Also tries again what failed, and completes what is incomplete. */
  resume: procedure.input(entryInput).output(type<void>()),
  /** Takes it out of the queue; what has come goes into the bin. */
  cancel: procedure.input(entryInput).output(type<void>()),
  /** Its place among those on their way, from 0. */
  reorder: procedure.input(entryInput.extend({ position: z.int().min(0).max(1000) })).output(type<void>()),
  /** Goes on from another source; what came from the first stays where its hash agrees. */
  setSource: procedure.input(entryInput.extend({ source: sourceWishSchema })).output(type<void>()),
  /** Bytes a second of all downloads together; null: as fast as it goes. Kept. */
  setLimit: procedure.input(z.object({ bytesPerSecond: z.int().min(1024).nullable() })).output(type<void>()),
  /** Hashes every file again; what is damaged is fetched again. Returns when that is under way. */
  verify: procedure.input(entryInput).output(type<void>()),
  /** Into the bin, from where it can come back. */
  remove: procedure.input(entryInput).output(type<void>()),
  restore: procedure.input(z.object({ binId: z.string().min(1).max(100) })).output(type<void>()),
  /** For good; null: all of them. Frees the disk. */
  emptyBin: procedure.input(z.object({ binId: z.string().min(1).max(100).nullable() })).output(type<void>()),
  /** To another folder, which may be on another disk. Returns when it is under way. */
  move: procedure.input(entryInput.extend({ to: pathSchema })).output(type<void>()),
  /** Keeps a token in the system's secret store; null forgets it. It is never read back. */
  setToken: procedure
    .input(z.object({ source: z.enum(HUB_SOURCES), token: z.string().min(1).max(1000).nullable() }))
    .output(type<void>()),
}
