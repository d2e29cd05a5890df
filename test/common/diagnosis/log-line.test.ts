import { describe, expect, it } from "vitest"
import { readLogLine, visibleLines } from "#common/domain/diagnosis/log-line"

describe("a line", () => {
  it.each([
    [
      "(EngineCore pid=77) ERROR 11-22 19:19:40 [core.py:1330] ValueError: x",
      "ValueError: x",
      "error",
      "EngineCore 77",
    ],
    ["ERROR 10-26 10:17:40 registry.py:267] ValueError: x", "ValueError: x", "error", ""],
    ["(APIServer pid=8) INFO:     Shutting down", "Shutting down", "info", "APIServer 8"],
    [
      "(APIServer pid=1) (EngineCore_DP6 pid=2) (Worker_DP6 pid=3) ERROR 10-30 17:32:00 [v1/x.py:671] y",
      "y",
      "error",
      "Worker_DP6 3",
    ],
    [
      "(RayWorkerWrapper pid=5, ip=10.0.0.5) WARNING 05-06 08:55:19 worker_base.py:145] y",
      "y",
      "warning",
      "RayWorkerWrapper 5",
    ],
    ['[rank2]:   File "x.py", line 1, in f', 'File "x.py", line 1, in f', null, "rank2"],
    ["[W1122 19:19:39.065246268 socket.cpp:207] [c10d] no name", "[c10d] no name", "warning", ""],
    ["2023-10-06 05:57:22 | ERROR | stderr | OSError: z", "OSError: z", "error", ""],
    ["vllm-1  | 2026-11-22T10:11:12.5Z ERROR:    [Errno 98] in use", "[Errno 98] in use", "error", ""],
    ["#12 34.5 fatal: early EOF", "fatal: early EOF", null, ""],
    ["6884.2   fatal: early EOF", "fatal: early EOF", null, ""],
    ["  ╰─▶ Because torch was not found", "Because torch was not found", null, ""],
    ["WARNING: Retrying (Retry(total=4))", "Retrying (Retry(total=4))", "warning", ""],
    ["/usr/x.py:5: FutureWarning: pynvml is old", "/usr/x.py:5: FutureWarning: pynvml is old", "warning", ""],
    ["Nov 22 10:11:12 host vllm[991]: Killed", "Killed", null, ""],
  ])("%s", (raw, text, level, process) => {
    expect(readLogLine(raw)).toMatchObject({ text, level, process })
  })

  it("is read without what a terminal hides", () => {
    const raw = "\u001B[1;31mERROR\u001B[0m: \u001B]8;;http://x\u0007link\u001B]8;;\u0007 failed"
    expect(visibleLines(raw)).toEqual(["ERROR: link failed"])
    expect(visibleLines("10%|#\r50%|###\rdone\r")).toEqual(["10%|#", "50%|###", "done"])
  })

  it("of any length is looked at from both ends", () => {
    const [line = ""] = visibleLines(`begin${"x".repeat(5_000_000)}end`)
    expect(line.length).toBeLessThan(30_000)
    expect([line.startsWith("begin"), line.endsWith("end")]).toEqual([true, true])
  })
})
