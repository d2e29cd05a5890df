import type { Attachment, ToolInfo } from "#common/domain/chat"

/** Something a model may do. One file each; what it touches of the world is handed in. */
export interface ChatTool extends Omit<ToolInfo, "policy"> {
  /**
   * Runs one call and returns the result as the model reads it. A {@link ToolError} is an answer too: the model reads
   * it and may try otherwise. Anything else that is thrown is a fault of the tool.
   */
  run(args: Readonly<Record<string, unknown>>, context: ToolContext): Promise<string>
}

export interface ToolContext {
  /** Files of this conversation, the only ones a tool may read. */
  readonly attachments: readonly Attachment[]
  /** How much of a result leaves the model room to answer, in characters from its beginning. */
  readonly lengthThatFits: (result: string) => number
  readonly signal: AbortSignal
}

/** Why a call gave no result, in a sentence for the model. */
export class ToolError extends Error {
  override readonly name = "ToolError"
}
