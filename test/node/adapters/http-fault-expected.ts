import { HttpFault, type HttpFaultKind } from "#common/domain/transfer/http-fault"

/** The kind of fault a promise ends with; fails when it ends well or with anything else. */
export async function faultOf(promise: Promise<unknown>): Promise<HttpFaultKind> {
  const error = await promise.then(
    () => new Error("it went well"),
    (reason: unknown) => reason,
  )
  if (HttpFault.isFault(error)) return error.kind
  throw error
}
