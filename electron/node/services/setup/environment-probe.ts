import { join } from "node:path"
import { z } from "zod"
import type { Ports, RunResult } from "../../ports"
import { parseJson } from "../../parse-json"

/** What an environment says about itself. */
export interface EnvironmentReport {
  readonly vllm: string | null
  readonly torch: string | null
  readonly torchCuda: string | null
  /** Why vLLM cannot be imported; null when it can. */
  readonly error: string | null
}

const reportSchema = z.object({
  vllm: z.string().nullable(),
  torch: z.string().nullable(),
  torch_cuda: z.string().nullable(),
  error: z.string().nullable(),
})

/** Runs the probe with an environment's own Python. `report` is null when it gave no answer. */
export async function probeEnvironment(
  ports: Pick<Ports, "processes">,
  options: {
    readonly python: string
    readonly pythonScripts: string
    readonly signal: AbortSignal
    readonly onLine: (line: string) => void
  },
): Promise<{ readonly result: RunResult; readonly report: EnvironmentReport | null }> {
  const result = await ports.processes.run(
    {
      name: "environment probe",
      program: options.python,
      arguments: [join(options.pythonScripts, "environment_probe.py")],
      signal: options.signal,
      environment: { PYTHONPATH: undefined, PYTHONHOME: undefined, VLLM_NO_USAGE_STATS: "1", NO_COLOR: "1" },
    },
    { timeoutMs: 10 * 60_000, onLine: options.onLine },
  )
  const line = result.stdout.split("\n").findLast((text) => text.startsWith("{")) ?? ""
  const parsed = reportSchema.safeParse(parseJson(line))
  if (!parsed.success) return { result, report: null }
  const { vllm, torch, torch_cuda: torchCuda, error } = parsed.data
  return { result, report: { vllm, torch, torchCuda, error } }
}
