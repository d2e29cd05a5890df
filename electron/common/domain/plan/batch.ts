import type { EngineRules } from "./engine-rules"

const GIB = 1024 ** 3

/** Tokens and sequences of one step: what the dry run is made with. */
export interface Batch {
  readonly tokens: number
  readonly sequences: number
}

export interface BatchWish {
  readonly maxNumSeqs: number | null
  readonly maxNumBatchedTokens: number | null
}

/**
 * vLLM's own choice for `vllm serve` where the flags are silent: by the card's memory, and by its name, for an A100
 * is treated as a small card.
 */
export function batchOf(
  wish: BatchWish,
  rules: EngineRules,
  gpu: { readonly name: string; readonly totalBytes: number },
  maxModelLen: number,
): Batch {
  const sequences = wish.maxNumSeqs ?? defaultSequences(rules, gpu)
  const tokens =
    wish.maxNumBatchedTokens ?? Math.min(defaultTokens(rules, gpu, maxModelLen), sequences * maxModelLen)
  return { tokens, sequences: Math.min(sequences, tokens) }
}

function defaultSequences(
  rules: EngineRules,
  gpu: { readonly name: string; readonly totalBytes: number },
): number {
  return rules.generation === "V1" && isLarge(rules, gpu) ? 1024 : 256
}

function defaultTokens(
  rules: EngineRules,
  gpu: { readonly name: string; readonly totalBytes: number },
  maxModelLen: number,
): number {
  if (rules.generation === "V0") {
    // V0 chunks prompts by itself only above 32K, at first not at all; else one step takes a whole prompt.
    const chunks = maxModelLen > 32_768 ? rules.firstChunk : null
    return chunks ?? Math.max(maxModelLen, 2048)
  }
  if (rules.hugeCardBytes !== null && gpu.totalBytes >= rules.hugeCardBytes) return 16_384
  return isLarge(rules, gpu) ? 8192 : 2048
}

function isLarge(rules: EngineRules, gpu: { readonly name: string; readonly totalBytes: number }): boolean {
  const slighted = rules.smallBatchOnA100 && gpu.name.toLowerCase().includes("a100")
  return gpu.totalBytes >= 70 * GIB && !slighted
}
