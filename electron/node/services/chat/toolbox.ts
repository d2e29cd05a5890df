import type { ToolInfo } from "#common/domain/chat"
import { shortResult } from "#common/domain/chat-context"
import { toldError } from "#common/domain/chat-turn"
import { makeProblem, type Problem } from "#common/domain/problem"
import type { OfferedTool, ToolPolicies } from "../../chat-ports"
import type { Clock, Logger } from "../../ports"
import { type ChatTool, type ToolContext, ToolError } from "../../tools/chat-tool"

/** Longest time a call may take, ms. */
const TIME_LIMIT_MS = 60_000

/** How a call ended. */
export interface ToolOutcome {
  readonly result: string
  readonly problem: Problem | null
}

/** The tools there are, with what the person allows them. */
export class Toolbox {
  readonly #tools: ReadonlyMap<string, ChatTool>

  constructor(
    tools: readonly ChatTool[],
    private readonly policies: ToolPolicies,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]))
  }

  /** For people: all of them, with their policies. */
  infos(): ToolInfo[] {
    return [...this.#tools.values()].map(({ name, description, parameters, touches }) => ({
      name,
      description,
      parameters,
      touches,
      policy: this.policies.policyOf(name),
    }))
  }

  /** For a model: a tool that may never run is not offered. */
  offered(): OfferedTool[] {
    return this.infos()
      .filter((tool) => tool.policy !== "never")
      .map(({ name, description, parameters }) => ({ name, description, parameters }))
  }

  has(toolName: string): boolean {
    return this.#tools.has(toolName)
  }

  policyOf(toolName: string) {
    return this.policies.policyOf(toolName)
  }

  /** Runs a call. Never rejects, but with the signal's reason: whatever goes wrong is told to the model. */
  async run(
    toolName: string,
    args: Readonly<Record<string, unknown>>,
    context: ToolContext,
  ): Promise<ToolOutcome> {
    const tool = this.#tools.get(toolName)
    if (tool === undefined) return unknownTool(toolName)
    try {
      const result = await this.#inTime((signal) => tool.run(args, { ...context, signal }), context.signal)
      return { result: shortened(result, context.lengthThatFits(result)), problem: null }
    } catch (error) {
      context.signal.throwIfAborted()
      const message = error instanceof Error ? error.message : String(error)
      if (!(error instanceof ToolError)) this.log.error("a tool failed", { tool: toolName, error })
      const told = error instanceof ToolError ? message : "The tool failed."
      return { result: toldError(told), problem: makeProblem("tool-failed", { tool: toolName }, message) }
    }
  }

  /** Ends with the person's stop or the time limit, also when the work listens to neither. */
  async #inTime<T>(work: (signal: AbortSignal) => Promise<T>, stop: AbortSignal): Promise<T> {
    const over = new AbortController()
    const signal = AbortSignal.any([stop, over.signal])
    const limit = this.clock.sleep(TIME_LIMIT_MS, signal).then((): never => {
      throw new ToolError(`No result after ${TIME_LIMIT_MS / 1000} seconds.`)
    })
    try {
      return await Promise.race([work(signal), limit])
    } finally {
      over.abort()
    }
  }
}

/** What a call to a tool that does not exist comes to. */
export function unknownTool(toolName: string): ToolOutcome {
  return {
    result: toldError(`There is no tool named ${toolName}.`),
    problem: makeProblem("tool-unknown", { tool: toolName }),
  }
}

function shortened(result: string, limit: number): string {
  // Tools that know how to shorten their result have done so; JSON around it takes a little more.
  return result.length <= limit * 1.5 ? result : shortResult(result, limit)
}
