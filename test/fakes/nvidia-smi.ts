import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Command, RunResult } from "#node/ports"

const HOSTS = fileURLToPath(new URL("../fixtures/gpu-hosts", import.meta.url))

/** Answers as nvidia-smi does on one of the hosts under fixtures/gpu-hosts. */
export function smiOf(host: string): (command: Pick<Command, "arguments">) => Partial<RunResult> {
  return ({ arguments: given }) => {
    const [first = ""] = given
    if (first.startsWith("--query-gpu=")) return queryGpu(host, first.slice("--query-gpu=".length).split(","))
    if (first.startsWith("--query-compute-apps=")) return { stdout: capture(host, "apps.csv") ?? "" }
    const file = { "--version": "version.txt", "-L": "list.txt", topo: "topo.txt", "": "smi.txt" }[first]
    const text = file === undefined ? null : capture(host, file)
    if (text === null) return { exitCode: 1, stdout: "Invalid combination of input arguments.\n" }
    return { stdout: text }
  }
}

/** One captured file of a host; null when there is none. */
export function capture(host: string, file: string): string | null {
  try {
    return readFileSync(join(HOSTS, host, file), "utf8")
  } catch {
    return null
  }
}

/** What a host's `query.csv` says, row by row, by field. Values with units are left to the rows without. */
export function capturedRows(host: string): readonly Readonly<Record<string, string>>[] {
  const [header = "", ...lines] = (capture(host, "query.csv") ?? "").trimEnd().split("\n")
  const fields = header.split(", ").map((field) => field.replace(/ \[.*\]$/, ""))
  return lines
    .filter((line) => /^\d+, GPU-/.test(line) && !/ MiB,/.test(line))
    .map((line) => Object.fromEntries(line.split(", ").map((value, at) => [fields[at] ?? "", value])))
}

function queryGpu(host: string, fields: readonly string[]): Partial<RunResult> {
  const text = capture(host, "query.csv") ?? ""
  const [header = ""] = text.split("\n")
  const known = header.split(", ").map((field) => field.replace(/ \[.*\]$/, ""))
  const unknown = fields.find((field) => !known.includes(field))
  if (unknown !== undefined) {
    return { exitCode: 2, stdout: `Field "${unknown}" is not a valid field to query.\n\n` }
  }
  const rows = capturedRows(host).map((row) => fields.map((field) => row[field]).join(", "))
  const remarks = text.split("\n").filter((line) => /^(Unable|WARNING)/.test(line))
  const lost = remarks.some((line) => line.startsWith("Unable"))
  return { exitCode: lost ? 15 : 0, stdout: `${[...rows, ...remarks].join("\n")}\n` }
}
