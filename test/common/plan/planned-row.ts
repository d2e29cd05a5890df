import { planRow } from "#common/domain/plan/row"
import { KNOWLEDGE } from "../../scorers/plan-score"

/** A row for one H100, whose model is told by what a test changes. */
const BASE = {
  id: "row",
  gpu_model: "NVIDIA H100 80GB HBM3",
  gpu_count: 1,
  gpu_memory_gib: 79.18,
  tensor_parallel: 1,
  pipeline_parallel: 1,
  gpu_memory_utilization: 0.92,
  max_model_len: 32_768,
  vllm_version: "0.26.0",
}

type Changes = Readonly<Record<string, unknown>>

/** What the planner answers to that row. */
export function answerRow(changes: Changes) {
  return planRow({ ...BASE, ...changes }, KNOWLEDGE)
}

/** The reasons it gives. */
export function reasonCodes(changes: Changes): readonly string[] {
  return answerRow(changes).reasons.map((reason) => reason.code)
}
