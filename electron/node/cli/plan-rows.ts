import type { Readable } from "node:stream"
import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import { CATALOG } from "#common/data/catalog/index"
import { KNOWN_CONFIGS } from "#common/data/catalog/known-configs"
import { findModel } from "#common/domain/plan/find-model"
import { type PlanKnowledge, planRow } from "#common/domain/plan/row"
import type { CommandContext } from "./command"
import { readJsonLines } from "./json-lines"

const KNOWLEDGE: PlanKnowledge = {
  gpuSpecs: GPU_SPECS,
  findModel: (name) => findModel(name, CATALOG, KNOWN_CONFIGS),
}

/** Answers each row as it comes. A line that is no row is answered, too: nothing is passed over in silence. */
export async function answerRows(input: Readable, { terminal, signal }: CommandContext): Promise<void> {
  for await (const { number, text, object } of readJsonLines(input, signal)) {
    const answer =
      object === null
        ? { ...noAnswer("line-unreadable", { line: number }), id: idIn(text) }
        : answerRow(object, number)
    terminal.result(JSON.stringify(answer))
    if (signal.aborted) return
  }
}

function answerRow(row: Readonly<Record<string, unknown>>, line: number) {
  try {
    return planRow(row, KNOWLEDGE)
  } catch (error) {
    // A config that no model has: the other rows are none the worse for it.
    const id = typeof row["id"] === "string" ? row["id"] : null
    return { ...noAnswer("row-unplannable", { line, error: String(error) }), id }
  }
}

/** The id of a line that breaks off or has a comma too many. */
function idIn(text: string): string | null {
  return /"id"\s*:\s*"([^"\\]+)"/.exec(text)?.[1] ?? null
}

/** An answer without figures, in the shape of all others. */
function noAnswer(code: string, values: Readonly<Record<string, string | number>>) {
  return { ...planRow({}, KNOWLEDGE), reasons: [{ code, values }] }
}
