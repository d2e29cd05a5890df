import { z } from "zod"
import { type ChatTool, ToolError } from "./chat-tool"
import { evaluateExpression } from "./expression"

/** Longer ones are no arithmetic any more; nesting this deep still fits the parser's stack. */
const LONGEST_EXPRESSION = 500

const inputSchema = z.object({ expression: z.string().trim().min(1) })

/** Works out arithmetic with exact decimals. */
export function calculatorTool(): ChatTool {
  return {
    name: "calculator",
    description: "Evaluate an arithmetic expression.",
    parameters: {
      type: "object",
      properties: { expression: { type: "string" } },
      required: ["expression"],
    },
    touches: "nothing",
    run: async (args) => {
      const input = inputSchema.safeParse(args)
      if (!input.success) throw new ToolError("expression must be a text.")
      const expression = plainNotation(input.data.expression)
      if (expression.length > LONGEST_EXPRESSION) throw new ToolError("The expression is too long.")
      return JSON.stringify({ result: await evaluateExpression(expression) })
    },
  }
}

/** Signs that people and models write, as the parser knows them. */
function plainNotation(expression: string): string {
  const plain = expression
    .normalize("NFKC")
    .replaceAll(/[×·✕]/g, "*")
    .replaceAll("÷", "/")
    .replaceAll(/[−–—]/g, "-")
    .replaceAll("**", "^")
    .replaceAll("π", "pi")
    .replaceAll("√", "sqrt")
    .replace(/\s*=\s*\??$/, "")
  // Commas separate arguments where there is a function, thousands where there is none.
  return /[a-z]\s*\(/i.test(plain) ? plain : plain.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, "")
}
