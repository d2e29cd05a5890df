import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { createDiagnosis } from "#common/domain/diagnosis/diagnosis"
import type { Fact } from "#common/domain/diagnosis/fact"
import { defaultLaunchSettings } from "#common/domain/launch"
import { readLog } from "../../scorers/diagnosis-score"

const GIB = 1024 ** 3

function causes(log: string, ...facts: readonly Fact[]) {
  const diagnosis = createDiagnosis(LOG_RULES)
  for (const line of log.split("\n")) diagnosis.feed(line)
  for (const fact of facts) diagnosis.facts(fact)
  return diagnosis.result()
}

const busy =
  "ValueError: Free memory on device cuda:0 (58.06/79.18 GiB) on startup is less than desired GPU memory utilization (0.92, 72.84 GiB)."

function held(own: boolean): Fact {
  const holders = [
    { pid: 700, name: "Xorg", user: "root", memoryBytes: 90 * 1024 ** 2, own: false },
    { pid: 4121, name: "python3", user: "li", memoryBytes: 21 * GIB, own },
  ]
  return { kind: "gpu-memory", gpu: 1, totalBytes: 79 * GIB, freeBytes: 58 * GIB, holders }
}

describe("facts beside the log", () => {
  it("name who holds the memory, and offer to end just that", () => {
    const [cause] = causes(busy, held(false))
    expect(cause).toMatchObject({
      class: "gpu-memory-busy",
      values: { holder: "python3", user: "li", pid: 4121, heldBytes: 21 * GIB, index: 1 },
    })
    expect(cause?.fixes).toEqual([
      { kind: "end-process", by: "program", pid: 4121 },
      { kind: "set-utilization", by: "program", value: 0.72 },
      { kind: "leave-out-gpu", by: "program", gpu: 1 },
    ])
  })

  it("tell an engine of ours that was left behind from other people's programs", () => {
    const [cause] = causes(busy, held(true))
    expect(cause).toMatchObject({ class: "orphan-processes", values: { pid: 4121, index: 1 } })
    // A leftover is no cause of a failure that has nothing to do with memory.
    expect(causes("OSError: [Errno 98] Address already in use", held(true))[0]?.class).toBe("port-in-use")
  })

  it("show a kill by the kernel where the log only shows a death", () => {
    const log = "ERROR 01-15 10:21:07 [x.py:230] Worker proc VllmWorker-3 died unexpectedly (exit code: -9)"
    expect(causes(log)[0]?.class).toBe("worker-died-silently")
    const kill: Fact = { kind: "kernel-oom-kill", pid: 77, name: "VLLM::Worker_TP", residentBytes: 120 * GIB }
    expect(causes(log, kill)[0]).toMatchObject({
      class: "host-ram-oom-killed",
      confidence: "high",
      evidence: { line: 0, text: "" },
      values: { pid: 77, process: "VLLM::Worker_TP" },
    })
  })

  it("show an end that nobody asked for, also with exit code 0, and not one that somebody did", () => {
    const log = readLog("healthy/h100-0.26-selftest.log")
    const exit = { kind: "process-exit", code: 0, signal: null } as const
    expect(causes(log, { ...exit, wanted: false })[0]).toMatchObject({
      class: "worker-died-silently",
      confidence: "low",
    })
    expect(causes(log, { ...exit, wanted: true })).toEqual([])
  })

  it("call a killed process killed, unless the log knows better", () => {
    const killed: Fact = { kind: "process-exit", code: null, signal: "SIGKILL", wanted: false }
    expect(causes("INFO: all is well", killed)[0]?.class).toBe("engine-killed")
    expect(causes(busy, killed)[0]?.class).toBe("gpu-memory-busy")
  })

  it("show a full disk when the last words never reached it", () => {
    const full: Fact = { kind: "disk", path: "/home/user", freeBytes: 3 * 1024 ** 2 }
    expect(causes("Downloading torch (527MiB)", full)[0]).toMatchObject({
      class: "disk-full",
      values: { path: "/home/user", freeDiskBytes: 3 * 1024 ** 2 },
    })
  })

  it("know the settings that a message leaves out", () => {
    const settings = { ...defaultLaunchSettings(), gpuMemoryUtilization: 0.9, maxNumSeqs: 64 }
    const launch: Fact = { kind: "launch", settings, port: 8123 }
    expect(causes("OSError: [Errno 98] Address already in use", launch)[0]?.values).toEqual({ port: 8123 })
    const [cause] = causes(
      "CUDA out of memory occurred when warming up sampler with 64 dummy requests",
      launch,
    )
    expect(cause?.fixes).toEqual([
      { kind: "fewer-chats", by: "program", chats: 32 },
      { kind: "set-utilization", by: "program", value: 0.84 },
    ])
  })
})
