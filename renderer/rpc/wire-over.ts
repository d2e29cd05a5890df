import { createORPCClient, ORPCError } from "@orpc/client"
import type { GlimmerClient } from "#common/contract/index"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { ConnectionStore } from "./connection-state"
import { resumableWatch } from "./resumable-watch"
import type { Wire } from "./wire"

type Link = Parameters<typeof createORPCClient<GlimmerClient>>[0]

/** A wire from a link, the state of its connection, and a way to end it. */
export function wireOver(link: Link, connection: ConnectionStore, close: () => void): Wire {
  return {
    client: createORPCClient<GlimmerClient>(namingLosses(link)),
    watch: resumableWatch(connection),
    connection: () => connection.getState().state,
    onConnection: (listener) =>
      connection.subscribe((now, before) => {
        if (now.state !== before.state) listener(now.state)
      }),
    close,
  }
}

/** A call that the wire lost ends as `connection-lost`, whatever the libraries below call it. */
function namingLosses(link: Link): Link {
  return {
    call: async (path, input, options) => {
      try {
        return await link.call(path, input, options)
      } catch (error) {
        if (error instanceof ORPCError || options.signal?.aborted === true) throw error
        throw new ProblemError(makeProblem("connection-lost"), { cause: error })
      }
    },
  }
}
