import type { Clock, Files } from "../ports"
import { calculatorTool } from "./calculator"
import type { ChatTool } from "./chat-tool"
import { getTimeTool } from "./get-time"
import { readFileTool } from "./read-file"

/** The tools that come with Glimmer; none needs a network. */
export function builtInTools(ports: { readonly clock: Clock; readonly files: Files }): readonly ChatTool[] {
  return [getTimeTool(ports.clock), calculatorTool(), readFileTool(ports.files)]
}
