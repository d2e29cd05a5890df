import { makeProblem, type Problem, type ProblemCode } from "../problem"

/** How a run of nvidia-smi ended, as the port told it. */
export interface SmiRun {
  readonly end: "exit" | "timeout" | "aborted" | "not-found" | "not-permitted"
  readonly exitCode: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** What nvidia-smi says when it cannot say more, each with its own cure. First match counts. */
const SENTENCES: readonly (readonly [pattern: RegExp, code: ProblemCode])[] = [
  [/Driver\/library version mismatch/i, "nvml-mismatch"],
  [/GPU is lost|requires reset/i, "gpu-needs-reset"],
  [/couldn't communicate with the NVIDIA driver/i, "driver-broken"],
  [/couldn't find libnvidia-ml/i, "driver-broken"],
  [/No devices were found/i, "gpu-not-visible"],
  [/Failed to initialize NVML/i, "driver-broken"],
]

/**
 * What went wrong with a run; null when it went well. `timeoutMs` is what it was given. A complaint counts whatever
 * the exit code: drivers do not agree on the codes.
 */
export function smiFailure(run: SmiRun, timeoutMs: number): Problem | null {
  const output = `${run.stdout}\n${run.stderr}`
  switch (run.end) {
    case "timeout":
    case "aborted":
      return makeProblem("smi-timeout", { seconds: Math.round(timeoutMs / 1000) }, firstLine(output))
    case "not-found":
      return makeProblem("no-gpu-driver")
    case "not-permitted":
      return makeProblem("driver-broken", {}, firstLine(output))
    case "exit": {
      for (const [pattern, code] of SENTENCES) {
        const line = output.split("\n").find((one) => pattern.test(one))
        // One lost card among good ones is told card by card.
        if (line !== undefined && (run.exitCode !== 0 || code !== "gpu-needs-reset")) {
          return makeProblem(code, {}, line.trim())
        }
      }
      if (run.exitCode === 0) return null
      const how = run.signal ?? `exit code ${run.exitCode}`
      return makeProblem("driver-broken", {}, firstLine(output) ?? `nvidia-smi: ${how}`)
    }
  }
}

function firstLine(text: string): string | null {
  return (
    text
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line !== "") ?? null
  )
}
