import { type } from "@orpc/contract"
import { z } from "zod"
import type { Gpu, MachineReport } from "../domain/hardware"
import type { StateFrame } from "../domain/watch"
import { pathSchema, procedure, watchInput } from "./base"

/** A folder as the in-app file picker shows it. */
export interface FolderListing {
  readonly path: string
  readonly parent: string | null
  readonly entries: readonly {
    readonly name: string
    readonly kind: "folder" | "file"
    readonly bytes: number | null
    /** Holds a `config.json`: can be chosen as a model. */
    readonly model: boolean
  }[]
  /** Entries there are beyond those listed; 0 where all are. */
  readonly omitted: number
}

/** Bytes of what Glimmer keeps, by what it is. */
export interface FolderSizes {
  readonly engines: number
  readonly models: number
  readonly downloads: number
  readonly caches: number
  readonly logs: number
  readonly threads: number
}

export const machineContract = {
  /** The last picture of the machine, or a fresh one when asked. */
  report: procedure.input(z.object({ refresh: z.boolean() })).output(type<MachineReport>()),
  /** GPU memory and processes, about once a second while somebody looks. */
  watchGpus: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<readonly Gpu[]>>>()),
  /** How much Glimmer's own folders hold. */
  folderSizes: procedure.output(type<FolderSizes>()),
  /** One folder of this machine; `null` is the home folder. */
  browse: procedure
    .input(z.object({ path: pathSchema.nullable(), files: z.boolean() }))
    .output(type<FolderListing>()),
}
