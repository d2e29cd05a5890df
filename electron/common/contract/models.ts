import { type } from "@orpc/contract"
import { z } from "zod"
import type { ModelChoice } from "../domain/model"
import { pathSchema, procedure } from "./base"

export const modelsContract = {
  /** What can be chosen here: the self-test model, folders added by hand, the catalogue. */
  list: procedure.output(type<readonly ModelChoice[]>()),
  /** Reads a folder as a model and remembers it. */
  addFolder: procedure.input(z.object({ path: pathSchema })).output(type<ModelChoice>()),
  /** Forgets a folder; its files stay. */
  forgetFolder: procedure.input(z.object({ path: pathSchema })).output(type<void>()),
}
