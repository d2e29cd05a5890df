import { type } from "@orpc/contract"
import { z } from "zod"
import type { SetupView } from "../domain/setup"
import type { LogFrame, StateFrame } from "../domain/watch"
import { procedure, watchInput } from "./base"

const engineIdSchema = z.string().min(1).max(200)

export const setupContract = {
  watch: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<SetupView>>>()),
  /** Raw output of the tools at work. */
  watchLog: procedure.input(watchInput).output(type<AsyncIterable<LogFrame>>()),
  start: procedure
    .input(
      z.object({
        target: z.enum(["cuda", "cpu"]),
        version: z.string().max(40).nullable(),
        rebuild: z.boolean(),
      }),
    )
    .output(type<void>()),
  pause: procedure.output(type<void>()),
  resume: procedure.output(type<void>()),
  cancel: procedure.output(type<void>()),
  /** Makes another complete engine the one in use. */
  use: procedure.input(z.object({ engineId: engineIdSchema })).output(type<void>()),
  remove: procedure.input(z.object({ engineId: engineIdSchema })).output(type<void>()),
}
