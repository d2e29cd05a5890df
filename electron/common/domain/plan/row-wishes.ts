import { type RowFields, numberOf, objectOf } from "./row-fields"
import { fieldsOf } from "./shape/fields"
import { noWishes, type PlanWishes } from "./types"

/** What a row asks for, and what it asks for that no wish of the planner stands for. */
export interface RowWishes {
  readonly wishes: PlanWishes
  /** `--max-model-len auto` or -1: as much of the model's context as the cache holds. */
  readonly contextToFit: boolean
  /** Images are switched off, so that the tower that sees is not loaded. */
  readonly textOnly: boolean
}

/** Reads the row's fields, then its flags (`args`) for what no field says. */
export function rowWishesOf(row: RowFields): RowWishes {
  const flags = flagsOf(row.raw["args"])
  const number = (name: string, flag: string) => row.number(name) ?? numberOf(flags.get(flag) ?? null)
  const amount = (name: string, flag: string) => positive(number(name, flag))
  const context = number("max_model_len", "max-model-len")
  const words = row.text("max_model_len") ?? flags.get("max-model-len") ?? ""
  // People add remarks: `fp8 (fp8_ds_mla layout)`, `auto (bf16)`.
  const cacheType = (row.text("kv_cache_dtype") ?? flags.get("kv-cache-dtype") ?? "").split(" ")[0] ?? ""
  const utilization = amount("gpu_memory_utilization", "gpu-memory-utilization")
  return {
    contextToFit: context === -1 || /^auto\b/i.test(words),
    textOnly: flags.has("language-model-only") || noImages(flags.get("limit-mm-per-prompt") ?? null),
    wishes: {
      ...noWishes(),
      // Written as a share by most, in per cent by some.
      utilization: utilization !== null && utilization > 1 ? utilization / 100 : utilization,
      maxModelLen: positive(context),
      tensorParallel: whole(amount("tensor_parallel", "tensor-parallel-size")),
      pipelineParallel: whole(amount("pipeline_parallel", "pipeline-parallel-size")),
      decodeContextParallel: whole(amount("decode_context_parallel", "decode-context-parallel-size")) ?? 1,
      expertParallel: row.boolean("expert_parallel") ?? flags.has("enable-expert-parallel"),
      dataParallel: whole(amount("data_parallel", "data-parallel-size")) ?? 1,
      maxNumSeqs: whole(amount("max_num_seqs", "max-num-seqs")),
      maxNumBatchedTokens: whole(amount("max_num_batched_tokens", "max-num-batched-tokens")),
      kvCacheType: cacheType === "" ? null : cacheType,
      enforceEager: row.boolean("enforce_eager") ?? flags.has("enforce-eager"),
      draftTokens: draftTokensOf(row, flags.get("speculative-config") ?? null),
      cpuOffloadGiB: amount("cpu_offload", "cpu-offload-gb") ?? 0,
    },
  }
}

/** Draft tokens by the model's own layers: `mtp k=3`, `{"method":"mtp","num_speculative_tokens":1}`; 0 for others. */
function draftTokensOf(row: RowFields, flag: string | null): number {
  const config = row.object("speculative") ?? objectOf(flag)
  const said = config === null ? (row.text("speculative") ?? flag ?? "") : JSON.stringify(config)
  if (!/mtp|nextn/i.test(said)) return 0
  const told = config === null ? null : fieldsOf(config).number("num_speculative_tokens", "k")
  return told ?? Number(/(\d+)\D*$/.exec(said)?.[1] ?? 1)
}

/** `["--max-num-seqs", "64", "--enforce-eager"]` or `--max-num-seqs=64 …` by name. */
function flagsOf(args: unknown): ReadonlyMap<string, string> {
  const said = typeof args === "string" ? args.split(/\s+/) : Array.isArray(args) ? args : []
  const words = said.map(String)
  const flags = new Map<string, string>()
  words.forEach((word, at) => {
    const found = /^--([\w-]+)(?:=(.*))?$/s.exec(word)
    if (found === null) return
    const next = words[at + 1] ?? ""
    flags.set(found[1]?.replaceAll("_", "-") ?? "", found[2] ?? (next.startsWith("--") ? "" : next))
  })
  return flags
}

function noImages(limits: string | null): boolean {
  const config = objectOf(limits)
  if (config === null) return false
  const fields = fieldsOf(config)
  return fields.number("image") === 0 && (fields.number("video") ?? 0) === 0
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null
}

function whole(value: number | null): number | null {
  return value === null ? null : Math.max(1, Math.round(value))
}
