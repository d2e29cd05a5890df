import type { AmountId } from "./fix"
import type { Values } from "./template"

/** Works out what a fix needs from what the log and the facts say; null where they do not say enough. */
export function fixAmount(amount: AmountId, values: Values): number | string | null {
  switch (amount) {
    case "length-that-fits":
      return lengthThatFits(values)
    case "length-of-model":
      return numberAt(values, "modelLength")
    case "free-share":
      return freeShare(values)
    case "higher-share":
      return higherShare(numberAt(values, "utilization"))
    case "lower-share":
      return lowerShare(numberAt(values, "utilization"))
    case "half-the-chats":
      return halfTheChats(values)
    case "size-that-divides":
      return sizeThatDivides(values)
    case "smaller-size":
      return smallerSize(values)
    case "gpus-there":
      return numberAt(values, "gpus")
    case "similar-name":
      return similarName(values)
    case "driver-for-cuda":
      return driverForCuda(values)
  }
}

function numberAt(values: Values, name: string): number | null {
  const value = values[name]
  return typeof value === "number" && Number.isFinite(value) ? value : null
}

/** Lengths are handed out in steps, so that a number looks chosen and a block is never cut. */
const LENGTH_STEP = 256

/** The longest context that fits, as vLLM estimated it, or in proportion to the memory there is. */
function lengthThatFits(values: Values): number | null {
  const asked = numberAt(values, "length")
  const needed = numberAt(values, "neededBytes")
  const available = numberAt(values, "availableBytes")
  const proportional =
    asked !== null && needed !== null && available !== null && needed > 0 && available > 0
      ? (asked * available) / needed
      : null
  const fitting = numberAt(values, "fittingLength") ?? numberAt(values, "cacheTokens") ?? proportional
  if (fitting === null || fitting < LENGTH_STEP) return null
  return Math.floor(fitting / LENGTH_STEP) * LENGTH_STEP
}

/** The share of the GPU that is free now, less a little that moves. */
function freeShare(values: Values): number | null {
  const free = numberAt(values, "freeBytes")
  const total = numberAt(values, "totalBytes")
  if (free === null || total === null || total <= 0) return null
  const share = Math.floor((free / total - 0.01) * 100) / 100
  return share >= 0.1 ? share : null
}

function higherShare(utilization: number | null): number | null {
  // Above 0.95 the start itself runs out: graphs and the CUDA context lie outside the share.
  return utilization === null || utilization >= 0.95 ? null : Math.min(0.95, round2(utilization + 0.1))
}

function lowerShare(utilization: number | null): number | null {
  return utilization === null || utilization <= 0.5 ? null : round2(utilization - 0.06)
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}

function halfTheChats(values: Values): number | null {
  const chats = numberAt(values, "chats")
  return chats === null || chats < 2 ? null : Math.floor(chats / 2)
}

/** The most GPUs, up to those asked for, over which the heads (or experts) can be shared out evenly. */
function sizeThatDivides(values: Values): number | null {
  const whole = numberAt(values, "heads") ?? numberAt(values, "experts")
  const asked = numberAt(values, "tensorParallel")
  if (whole === null || asked === null) return null
  for (let size = asked - 1; size >= 1; size -= 1) if (whole % size === 0) return size
  return null
}

function smallerSize(values: Values): number | null {
  const asked = numberAt(values, "tensorParallel")
  return asked === null || asked < 2 ? null : Math.floor(asked / 2)
}

/** The known name that begins most like the one asked for: glm46 asks for glm45 or glm47. */
function similarName(values: Values): string | null {
  const asked = String(values["name"] ?? "")
  const names = String(values["names"] ?? "").match(/[\w-]+/g) ?? []
  let best: string | null = null
  for (const name of names) {
    const alike = commonStart(name, asked)
    if (alike >= 3 && alike >= (best === null ? 0 : commonStart(best, asked))) best = name
  }
  return best
}

function commonStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charAt(at) === b.charAt(at)) at += 1
  return at
}

/** The oldest driver that has each CUDA in itself, as containers ask for it (NVIDIA's table for Linux). */
const DRIVERS: readonly (readonly [cuda: number, driver: string])[] = [
  [13, "580"],
  [12.9, "575"],
  [12.8, "570"],
  [12.6, "560"],
  [12.5, "555"],
  [12.4, "550"],
  [12.3, "545"],
  [12.2, "535"],
  [12.1, "530"],
  [12, "525"],
  [11, "450"],
]

function driverForCuda(values: Values): string | null {
  const cuda = numberAt(values, "cuda")
  return cuda === null ? null : (DRIVERS.find(([known]) => cuda >= known)?.[1] ?? null)
}
