import { type } from "@orpc/contract"
import { z } from "zod"
import type { ConnectAnswer, ConnectKey } from "../domain/connect"
import { procedure } from "./base"

export const connectContract = {
  /** The key other programs need. In no stream and no report: it travels when a person wants to see or copy it. */
  key: procedure.output(type<ConnectKey>()),
  /** Makes a new key, which the next start of the engine takes; answers with the one that counts now. */
  renewKey: procedure.output(type<ConnectKey>()),
  /**
   * Asks the engine as another program would: at its address, with its key. Errors: `engine-not-ready`,
   * `engine-lost`, `answer-failed`.
   */
  ask: procedure.input(z.object({ question: z.string().min(1).max(500) })).output(type<ConnectAnswer>()),
}
