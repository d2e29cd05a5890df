import type { BigNumber, MathNode } from "mathjs"
import { checked, FUNCTIONS, OPERATORS } from "./arithmetic"
import { ToolError } from "./chat-tool"

/** Digits of a result that is not a whole number; more are reckoned with, so the last one shown is right. */
const SHOWN_DIGITS = 20

/**
 * The value of an arithmetic expression, in digits. The parser is mathjs'; of what it understands only numbers,
 * arithmetic signs and a fixed set of functions are evaluated, by ourselves: no names, no matrices, no units.
 * Errors as a `ToolError` that says what is wrong.
 */
export async function evaluateExpression(expression: string): Promise<string> {
  const math = await loadMath()
  return shown(new Evaluation(math).valueOf(math.parse(expression)))
}

type Mathematics = Awaited<ReturnType<typeof loadOnce>>

let loaded: Promise<Mathematics> | undefined

/** Loaded at the first use: it is large, and most conversations never reckon. */
function loadMath(): Promise<Mathematics> {
  loaded ??= loadOnce()
  return loaded
}

async function loadOnce() {
  // Named one by one, so that a bundle holds these and not the whole of mathjs.
  const {
    create,
    parseDependencies,
    bignumberDependencies,
    isBigNumber,
    isConstantNode,
    isFunctionNode,
    isOperatorNode,
    isParenthesisNode,
    isSymbolNode,
  } = await import("mathjs")
  const math = create(
    { ...parseDependencies, ...bignumberDependencies },
    { number: "BigNumber", precision: 64 },
  )
  const pi = math.bignumber(-1).acos()
  const constants: Readonly<Record<string, BigNumber>> = {
    pi,
    tau: pi.times(2),
    e: math.bignumber(1).exp(),
  }
  const parse = (expression: string): MathNode => {
    try {
      return math.parse(expression)
    } catch (error) {
      throw new ToolError(error instanceof Error ? error.message : String(error))
    }
  }
  return {
    constants,
    parse,
    bigNumber: (value: number) => math.bignumber(value),
    isBigNumber,
    isConstantNode,
    isFunctionNode,
    isOperatorNode,
    isParenthesisNode,
    isSymbolNode,
  }
}

class Evaluation {
  constructor(private readonly math: Mathematics) {}

  valueOf(node: MathNode): BigNumber {
    const { math } = this
    if (math.isParenthesisNode(node)) return this.valueOf(node.content)
    if (math.isConstantNode(node)) return this.#number(node.value)
    if (math.isOperatorNode(node)) return this.#apply(OPERATORS, node.fn, node.args)
    if (math.isFunctionNode(node)) return this.#apply(FUNCTIONS, node.fn.toString(), node.args)
    if (math.isSymbolNode(node)) return this.#constant(node.name)
    throw new ToolError("Only numbers, + - * / ^ % ! and functions such as sqrt or round are possible.")
  }

  #number(value: unknown): BigNumber {
    if (this.math.isBigNumber(value)) return checked(value)
    // The parser's own: the hundred behind a percent sign, and names such as Infinity.
    if (typeof value === "number") return checked(this.math.bigNumber(value))
    throw new ToolError(`Not a number: ${String(value)}`)
  }

  #apply(
    known: Readonly<Record<string, (...operands: BigNumber[]) => BigNumber>>,
    name: string,
    operands: readonly MathNode[],
  ): BigNumber {
    const operation = Object.hasOwn(known, name) ? known[name] : undefined
    if (operation === undefined) throw new ToolError(`Not known: ${name}`)
    return checked(operation(...operands.map((operand) => this.valueOf(operand))))
  }

  #constant(name: string): BigNumber {
    const value = Object.hasOwn(this.math.constants, name) ? this.math.constants[name] : undefined
    if (value === undefined) throw new ToolError(`Not known: ${name}`)
    return value
  }
}

function shown(value: BigNumber): string {
  // Whole numbers are exact as long as they fit the digits reckoned with.
  if (value.isInteger() && value.e < 60) return value.toFixed()
  const rounded = value.toSignificantDigits(SHOWN_DIGITS)
  return rounded.e < SHOWN_DIGITS && rounded.e > -7 ? rounded.toFixed() : rounded.toString()
}
