import type { BigNumber } from "mathjs"
import { ToolError } from "./chat-tool"

/**
 * The arithmetic that a model may ask for, on decimals of 64 digits. Every step is bounded, so that no expression,
 * however made, takes noticeable time or memory.
 */

export type Operation = (...operands: BigNumber[]) => BigNumber

/** Powers of ten a number may have on the way; far beyond what anybody reckons with, far below what hurts. */
const LARGEST_EXPONENT = 10_000
const LARGEST_FACTORIAL = 1000
/** Turning larger angles into a circle takes as many digits of pi. */
const LARGEST_ANGLE = 1e15

/** By the name the parser gives to the sign. */
export const OPERATORS: Readonly<Record<string, Operation>> = {
  add: binary((a, b) => a.plus(b)),
  subtract: binary((a, b) => a.minus(b)),
  multiply: binary((a, b) => a.times(b)),
  divide: binary(divide),
  mod: binary(modulo),
  pow: binary(power),
  unaryMinus: unary((a) => a.negated()),
  unaryPlus: unary((a) => a),
  factorial: unary(factorial),
}

/** By the name in the expression. */
export const FUNCTIONS: Readonly<Record<string, Operation>> = {
  abs: unary((a) => a.abs()),
  sqrt: unary((a) => a.sqrt()),
  cbrt: unary((a) => a.cbrt()),
  exp: unary(exponential),
  ln: unary((a) => a.ln()),
  log10: unary((a) => a.log(10)),
  log2: unary((a) => a.log(2)),
  log: (...operands) => {
    const [a, base] = take(operands, 1, 2)
    return base === undefined ? a.ln() : a.ln().div(base.ln())
  },
  round: (...operands) => {
    const [a, places] = take(operands, 1, 2)
    return a.toDecimalPlaces(places === undefined ? 0 : wholeNumber(places, 0, 60))
  },
  floor: unary((a) => a.floor()),
  ceil: unary((a) => a.ceil()),
  trunc: unary((a) => a.trunc()),
  fix: unary((a) => a.trunc()),
  sin: unary((a) => rounded(angle(a).sin())),
  cos: unary((a) => rounded(angle(a).cos())),
  tan: unary((a) => rounded(angle(a).tan())),
  asin: unary((a) => a.asin()),
  acos: unary((a) => a.acos()),
  atan: unary((a) => a.atan()),
  min: (...operands) => atLeastOne(operands).reduce((a, b) => (b.lt(a) ? b : a)),
  max: (...operands) => atLeastOne(operands).reduce((a, b) => (b.gt(a) ? b : a)),
  sum: (...operands) => atLeastOne(operands).reduce((a, b) => a.plus(b)),
  mean: (...operands) =>
    atLeastOne(operands)
      .reduce((a, b) => a.plus(b))
      .div(operands.length),
  mod: binary(modulo),
  pow: binary(power),
  factorial: unary(factorial),
  nthRoot: binary((a, n) => root(a, n)),
  gcd: binary((a, b) => greatestDivisor(a, b)),
  lcm: binary((a, b) => (a.isZero() ? a : a.times(b).abs().div(greatestDivisor(a, b)))),
}

/** A number that may be reckoned with further. Errors when it is none, or beyond all measure. */
export function checked(value: BigNumber): BigNumber {
  if (value.isNaN()) throw new ToolError("The result is not a real number.")
  if (!value.isFinite() || value.e > LARGEST_EXPONENT) throw new ToolError("The number is too large.")
  if (value.e < -LARGEST_EXPONENT) throw new ToolError("The number is too small.")
  return value
}

function unary(operation: (a: BigNumber) => BigNumber): Operation {
  return (...operands) => operation(take(operands, 1, 1)[0])
}

function binary(operation: (a: BigNumber, b: BigNumber) => BigNumber): Operation {
  return (...operands) => {
    const [a, b] = take(operands, 2, 2)
    if (b === undefined) throw new ToolError("A second number is missing.")
    return operation(a, b)
  }
}

function take(
  operands: readonly BigNumber[],
  least: number,
  most: number,
): [BigNumber, BigNumber | undefined] {
  const [a, b] = operands
  if (a === undefined || operands.length < least || operands.length > most) {
    const wanted = least === most ? String(least) : `${least} or ${most}`
    throw new ToolError(`Expected ${wanted} numbers, got ${operands.length}.`)
  }
  return [a, b]
}

function atLeastOne(operands: BigNumber[]): BigNumber[] {
  take(operands, 1, Infinity)
  return operands
}

function divide(a: BigNumber, b: BigNumber): BigNumber {
  if (b.isZero()) throw new ToolError("Division by zero.")
  return a.div(b)
}

/** With the sign of the divisor, as people expect of clocks and weekdays. */
function modulo(a: BigNumber, b: BigNumber): BigNumber {
  if (b.isZero()) throw new ToolError("Division by zero.")
  const rest = a.mod(b)
  return rest.isZero() || rest.isNegative() === b.isNegative() ? rest : rest.plus(b)
}

function power(base: BigNumber, exponent: BigNumber): BigNumber {
  if (base.isZero() && exponent.isNegative()) throw new ToolError("Division by zero.")
  const digits = base.isZero() ? 0 : Math.abs(exponent.toNumber() * Math.log10(base.abs().toNumber()))
  const large = base.e > 300 || base.e < -300
  if (digits > LARGEST_EXPONENT || (large && exponent.abs().gt(LARGEST_EXPONENT / 300))) {
    throw new ToolError("The number is too large.")
  }
  return base.pow(exponent)
}

function exponential(a: BigNumber): BigNumber {
  if (a.abs().gt(LARGEST_EXPONENT * 2)) throw new ToolError("The number is too large.")
  return a.exp()
}

function factorial(a: BigNumber): BigNumber {
  let product = a.pow(0)
  for (let n = wholeNumber(a, 0, LARGEST_FACTORIAL); n > 1; n--) product = product.times(n)
  return product
}

function root(a: BigNumber, n: BigNumber): BigNumber {
  const degree = wholeNumber(n, 1, 1000)
  if (a.isNegative() && degree % 2 === 1) return a.negated().pow(n.pow(-1)).negated()
  return a.pow(n.pow(-1))
}

function greatestDivisor(a: BigNumber, b: BigNumber): BigNumber {
  if (!a.isInteger() || !b.isInteger()) throw new ToolError("Expected whole numbers.")
  let [larger, smaller] = [a.abs(), b.abs()]
  while (!smaller.isZero()) [larger, smaller] = [smaller, larger.mod(smaller)]
  return larger
}

function wholeNumber(value: BigNumber, least: number, most: number): number {
  if (value.isInteger() && value.gte(least) && value.lte(most)) return value.toNumber()
  throw new ToolError(`Expected a whole number from ${least} to ${most}.`)
}

function angle(a: BigNumber): BigNumber {
  if (a.abs().lte(LARGEST_ANGLE)) return a
  throw new ToolError("The angle is too large.")
}

/** The sine of pi is nothing, not 10 to the power of -64. */
function rounded(a: BigNumber): BigNumber {
  return a.toDecimalPlaces(50)
}
