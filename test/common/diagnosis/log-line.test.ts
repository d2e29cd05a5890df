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
    ["6月 10 16:45:05 host bash[107468]: Killed", "Killed", null, ""],
    ["[Thu Jan 15 10:21:06 2026] Killed", "Killed", null, ""],
    ["[  511.123456] Killed", "Killed", null, ""],
    ["2026-02-11T07:03:15.118230417Z stderr F Killed", "Killed", null, ""],
    ["[pod/vllm-0/vllm] Killed", "Killed", null, ""],
    ["glm  | Killed", "Killed", null, ""],
    ["  |   | 2025-11-04 10:08:01.175639 master-0 >> Killed", "Killed", null, ""],
    ["2026-01-01 10:00:00.123 | WARNING  | app.main:run:12 - y", "y", "warning", ""],
    ["[warning  ] y", "y", "warning", ""],
    ["DEBUG Searching for Python", "Searching for Python", "debug", ""],
    ["host:400:400 [0] NCCL INFO NET/IB : No device found.", "NET/IB : No device found.", "info", ""],
  ])("%s", (raw, text, level, process) => {
    expect(readLogLine(raw)).toMatchObject({ text, level, process })
  })

  it("is read without what a terminal hides", () => {
    const raw = "\u001B[1;31mERROR\u001B[0m: \u001B]8;;http://x\u0007link\u001B]8;;\u0007 failed"
    expect(visibleLines(raw)).toEqual(["ERROR: link failed"])
    expect(visibleLines("10%|#\r50%|###\rdone\r")).toEqual(["10%|#", "50%|###", "done"])
  })

  it("is taken out of the JSON in which containers and loggers put it", () => {
    expect(visibleLines('{"log":"OSError: x\\n","stream":"stderr","time":"2026-02-11T07:03:15Z"}')).toEqual([
      "OSError: x",
    ])
    const record = '{"level":"error","message":"it failed","exc_info":"Traceback:\\nOSError: x"}'
    expect(visibleLines(record)).toEqual(["ERROR: it failed", "Traceback:", "OSError: x"])
    // An answer of a server is JSON too, and no envelope.
    const answer = '{"object":"error","message":"The model `x` does not exist."}'
    expect(visibleLines(answer)).toEqual([answer])
  })

  it("of any length is looked at from both ends", () => {
    const [line = ""] = visibleLines(`begin${"x".repeat(5_000_000)}end`)
    expect(line.length).toBeLessThan(30_000)
    expect([line.startsWith("begin"), line.endsWith("end")]).toEqual([true, true])
  })
})
