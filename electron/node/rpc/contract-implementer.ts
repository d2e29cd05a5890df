import { implement } from "@orpc/server"
import { contract } from "#common/contract/index"
import type { RpcContext } from "./services"

/** Every handler is made from this, so that none can stray from the contract. */
export const wire = implement(contract).$context<RpcContext>()
