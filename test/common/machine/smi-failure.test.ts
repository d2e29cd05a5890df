import { describe, expect, it } from "vitest"
import { type SmiRun, smiFailure } from "#common/domain/machine/smi-failure"

function run(change: Partial<SmiRun>): SmiRun {
  return { end: "exit", exitCode: 0, signal: null, stdout: "", stderr: "", ...change }
}

describe("a run of nvidia-smi that failed", () => {
  it.each([
    [
      {
        exitCode: 9,
        stdout:
          "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n\n",
      },
      "driver-broken",
      "couldn't communicate",
    ],
    [
      {
        exitCode: 18,
        stdout: "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.183\n",
      },
      "nvml-mismatch",
      "mismatch",
    ],
    [
      {
        exitCode: 255,
        stdout:
          "Failed to initialize NVML: GPU access blocked by the operating system\nFailed to properly shut down NVML: GPU access blocked by the operating system\n",
      },
      "driver-broken",
      "Failed to initialize NVML: GPU access blocked by the operating system",
    ],
    [{ exitCode: 6, stdout: "No devices were found\n" }, "gpu-not-visible", "No devices were found"],
    [{ exitCode: 0, stdout: "No devices were found\n" }, "gpu-not-visible", "No devices were found"],
    [
      {
        exitCode: 15,
        stdout:
          "Unable to determine the device handle for GPU 0000:02:00.0: GPU is lost.  Reboot the system to recover this GPU\n",
      },
      "gpu-needs-reset",
      "0000:02:00.0",
    ],
    [{ exitCode: null, signal: "SIGSEGV" }, "driver-broken", "SIGSEGV"],
    [{ exitCode: 139 }, "driver-broken", "exit code 139"],
    [
      { end: "timeout", exitCode: null, signal: "SIGKILL", stdout: "\nhalf a line" },
      "smi-timeout",
      "half a line",
    ],
    [{ end: "not-permitted", exitCode: null, stderr: "spawn nvidia-smi EACCES" }, "driver-broken", "EACCES"],
  ] as const)("%# is told as what it is, with the line that shows it", (change, code, evidence) => {
    const problem = smiFailure(run(change), 10_000)
    expect(problem?.code).toBe(code)
    expect(problem?.evidence).toContain(evidence)
    expect(problem?.evidence).not.toMatch(/\n|^\s/)
  })

  it("names the seconds it was given, and stays silent after a good run", () => {
    expect(smiFailure(run({ end: "timeout", exitCode: null }), 10_000)).toEqual({
      code: "smi-timeout",
      values: { seconds: 10 },
      evidence: null,
    })
    expect(smiFailure(run({ stdout: "0, GPU-1, NVIDIA H100\n" }), 10_000)).toBeNull()
    expect(smiFailure(run({ stdout: "0, [GPU requires reset]\n" }), 10_000)).toBeNull()
  })
})
