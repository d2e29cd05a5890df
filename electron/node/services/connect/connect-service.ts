import type { ConnectAnswer, ConnectKey } from "#common/domain/connect"
import { makeProblem, type Problem, ProblemError } from "#common/domain/problem"
import type { Ports } from "../../ports"
import type { EngineKey } from "../engine/engine-key"
import { askEngine, type EngineAddress, NoAnswer } from "../engine/engine-questions"

/** Longer than any first word takes; a program that waits this long has given up itself. */
const LIMIT_MS = 120_000
/** Enough to see that it answers. */
const MOST_TOKENS = 200
const LONGEST_EVIDENCE = 300

/** The engine as far as other programs have to do with it. */
export interface ConnectedEngine {
  /** Null unless it has answered. */
  address(): EngineAddress | null
  /** The key of the run that is there, whatever its state. */
  keyInUse(): string | null
}

/** What other programs need to use the engine, and the proof that it works. The key is in no log and no problem. */
export class ConnectService {
  constructor(
    private readonly ports: Pick<Ports, "http" | "clock">,
    private readonly engine: ConnectedEngine,
    private readonly engineKey: EngineKey,
  ) {}

  async key(): Promise<ConnectKey> {
    const next = await this.engineKey.current()
    const inUse = this.engine.keyInUse()
    return { key: inUse ?? next, renewed: inUse !== null && inUse !== next }
  }

  async renewKey(): Promise<ConnectKey> {
    await this.engineKey.renew()
    return this.key()
  }

  async ask(question: string, signal?: AbortSignal): Promise<ConnectAnswer> {
    const address = this.engine.address()
    if (address === null) throw new ProblemError(makeProblem("engine-not-ready"))
    try {
      const { text, thoughts, tookMs, tokens } = await askEngine(
        this.ports,
        address,
        { messages: [{ role: "user", content: question }], max_tokens: MOST_TOKENS },
        { signal: signal ?? new AbortController().signal, timeoutMs: LIMIT_MS },
      )
      const thoughtsOnly = text.trim() === "" && thoughts !== ""
      return { text: (thoughtsOnly ? thoughts : text).trim(), thoughtsOnly, tookMs, tokens }
    } catch (error) {
      signal?.throwIfAborted()
      throw error instanceof NoAnswer ? new ProblemError(problemOf(error, address.apiKey)) : error
    }
  }
}

function problemOf({ status, body }: NoAnswer, key: string): Problem {
  const evidence = body.replaceAll(key, "…").slice(0, LONGEST_EVIDENCE)
  return status === null
    ? makeProblem("engine-lost", {}, evidence)
    : makeProblem("answer-failed", { status }, evidence)
}
