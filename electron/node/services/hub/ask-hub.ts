import { makeProblem, type Problem, ProblemError } from "#common/domain/problem"
import { HttpFault } from "#common/domain/transfer/http-fault"
import { backoffMs } from "#common/domain/transfer/react-to-fault"
import { retryAfterMs } from "#common/domain/transfer/retry-after"
import type { Clock, Http, HttpResponse } from "../../ports"
import { parseJson } from "../../parse-json"
import { headersFor, hostOf, type HubServer, pageOf } from "./hub-server"

/** Who asks, and how. */
export interface HubQuestion {
  readonly server: HubServer
  readonly id: string
  readonly revision: string | null
  readonly signal: AbortSignal
}

export interface HubPorts {
  readonly http: Http
  readonly clock: Clock
  /** Told what a server is waited for. */
  readonly onTrouble?: (problem: Problem) => void
}

export interface HubAnswer {
  readonly text: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** A server that is busy, or hangs up, is asked so often: half a minute in all. */
const TRIES = 7
/** One that never answered: it is probably the wrong address, or there is no network. */
const TRIES_UNREACHED = 2
/** What servers ask to wait does not count as a try; together it is borne as long as a hub's longest limit. */
const MOST_ASKED_MS = 10 * 60_000
const IDLE_TIMEOUT_MS = 20_000

/**
 * Asks a hub for something small. Errors: those of {@link hubProblem}, `download-failed` for a server that stays
 * busy, and those of a network that fails.
 */
export async function askHub(ports: HubPorts, question: HubQuestion, url: string): Promise<HubAnswer> {
  const { server, signal } = question
  // No header takes it, so no server would ever see it.
  if (server.token !== null && !/^[\x20-\x7E]+$/u.test(server.token)) {
    throw new ProblemError(hubProblem(question, 401, undefined, "a character that no token has"))
  }
  let askedMs = 0
  for (let trial = 1; ; trial++) {
    signal.throwIfAborted()
    let waitMs = backoffMs(trial, 0.5)
    try {
      const response = await ports.http.request({
        ...{ method: "GET", url, signal, idleTimeoutMs: IDLE_TIMEOUT_MS },
        headers: { ...headersFor(server), accept: "application/json, */*" },
      })
      if (response.status === 200) return { text: await response.text(), headers: response.headers }
      const asked = retryAfterMs(response.headers["retry-after"], ports.clock.now())
      const evidence = await evidenceOf(response)
      const { status } = response
      const isBusy = status === 408 || status === 425 || status === 429 || status >= 500
      const problem = hubProblem(question, status, response.headers["x-error-code"], evidence)
      if (!isBusy || trial === TRIES || askedMs > MOST_ASKED_MS) throw new ProblemError(problem)
      ports.onTrouble?.(problem)
      if (asked !== null && asked > waitMs) {
        waitMs = asked
        askedMs += asked
        trial--
      }
    } catch (error) {
      if (!HttpFault.isFault(error)) throw error
      const problem = asHubProblem(error.problem, question.id)
      if (trial === mostTries(error)) throw new ProblemError(problem, { cause: error })
      ports.onTrouble?.(problem)
    }
    await ports.clock.sleep(waitMs, signal)
  }
}

function mostTries({ kind }: HttpFault): number {
  // Neither mends itself while we wait.
  if (kind === "certificate" || kind === "proxy") return 1
  // Who hangs up or stammers is there, at least.
  return kind === "dropped" || kind === "malformed" ? TRIES : TRIES_UNREACHED
}

/** The answer as JSON. Errors: also `hub-answer-unreadable`. */
export async function askHubJson(ports: HubPorts, question: HubQuestion, url: string) {
  const { text, headers } = await askHub(ports, question, url)
  const value = parseJson(text)
  if (value === undefined || value === null) throw unreadable(question, text.slice(0, 200))
  return { value, headers }
}

/** The server answered, and nobody can make sense of it. */
export function unreadable({ server, id }: HubQuestion, evidence: string): ProblemError {
  return new ProblemError(makeProblem("hub-answer-unreadable", { host: hostOf(server), model: id }, evidence))
}

/** What a refusal means. `errorCode` is what Hugging Face says in `X-Error-Code`. */
export function hubProblem(
  { server, id, revision }: Pick<HubQuestion, "server" | "id" | "revision">,
  status: number,
  errorCode: string | undefined,
  evidence: string | null,
): Problem {
  const values = { model: id, host: hostOf(server), page: pageOf(server, id), status }
  const line = [`HTTP ${status}`, errorCode, evidence].filter(Boolean).join(" ")
  if (errorCode === "RevisionNotFound" || (status === 404 && revision !== null && errorCode === undefined)) {
    return makeProblem("hub-revision-not-found", { ...values, revision: revision ?? "" }, line)
  }
  if (errorCode === "RepoNotFound" || status === 404) return makeProblem("hub-model-not-found", values, line)
  if (status !== 401 && status !== 403) {
    return makeProblem("download-failed", { ...values, index: values.host, file: id }, line)
  }
  if (server.token === null) return makeProblem("hub-token-missing", values, line)
  const isGate = status === 403 || errorCode === "GatedRepo"
  return makeProblem(isGate ? "hub-access-not-granted" : "hub-token-refused", values, line)
}

/** A problem of a transfer as one of this model: only packages come from an index. */
export function asHubProblem(problem: Problem, id: string): Problem {
  if (problem.code !== "index-unreachable") return problem
  return makeProblem("hub-unreachable", { host: problem.values["index"] ?? "", model: id }, problem.evidence)
}

/** What the server says about its refusal, in one line. */
async function evidenceOf(response: HttpResponse): Promise<string | null> {
  const said = response.headers["x-error-message"]
  const text = said ?? (await response.text().catch(() => ""))
  const line = text.trim().split("\n")[0]?.slice(0, 200) ?? ""
  return line === "" || line.startsWith("<") ? null : line
}
