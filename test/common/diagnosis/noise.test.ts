import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { createDiagnosis, diagnose } from "#common/domain/diagnosis/diagnosis"
import { readLog } from "../../scorers/diagnosis-score"

const named = (log: string) => diagnose(log, LOG_RULES).map((cause) => cause.class)

describe("what looks bad and is not", () => {
  it.each([
    [
      "what a person writes to the model",
      "INFO 11-22 10:00:00 [logger.py:43] Received request chatcmpl-1: prompt: 'Why do I get CUDA out of memory? [Errno 98] address already in use', params: x",
    ],
    [
      "a limit that is only mentioned",
      "(APIServer pid=8) WARNING 11-22 19:27:05 [system_utils.py:299] Found ulimit of 20000 and failed to automatically increase. This can cause fd limit errors like `OSError: [Errno 24] Too many open files`.",
    ],
    [
      "a platform that is merely looked for",
      "DEBUG 11-22 19:04:03 [platforms/__init__.py:55] TPU platform is not available because: No module named 'libtpu'",
    ],
    ["a search of CMake", "Performing Test CMAKE_HAVE_LIBC_PTHREAD - Failed"],
    [
      "a kernel that is one of several",
      "WARNING 11-22 18:00:00 [cpu.py:100] Failed to import from vllm._C_AVX2: ImportError('x')",
    ],
    [
      "a plug-in of NCCL",
      "vm:55:55 [1] NCCL INFO NET/Plugin: Plugin load returned 2 : libnccl-net.so: cannot open shared object file: No such file or directory",
    ],
    [
      "an advice in a warning",
      "WARNING 11-22 10:00:00 [model_runner.py:1442] If out-of-memory error occurs during cudagraph capture, consider decreasing `gpu_memory_utilization`.",
    ],
    [
      "settings that debug output lists",
      "(EngineCore pid=19) DEBUG 11-22 19:05:03 [backends.py:1116]  'VLLM_ALLOW_LONG_MAX_MODEL_LEN': False, 'CUDA_HOME': None,",
    ],
    [
      "a code line of a traceback that goes on",
      'Traceback (most recent call last):\n  File "/x/worker.py", line 1, in f\n    raise ValueError("No available memory for the cache blocks. "',
    ],
    [
      "a download that was tried again and came",
      "WARNING: Retrying (Retry(total=4)) after connection broken by 'ReadTimeoutError(\"Read timed out. (read timeout=15)\")': /simple/vllm/\nSuccessfully installed vllm-0.31.0",
    ],
    [
      "an error that the engine found a way around",
      "ERROR 10-02 10:00:00 [fa_utils.py:57] Cannot use FA version 2 is not supported due to FA2 is only supported on devices with compute capability >= 8\nINFO:     Application startup complete.",
    ],
    [
      "a person who stops the start",
      '(APIServer pid=1) Traceback (most recent call last):\n(APIServer pid=1)   File "/x/api_server.py", line 754, in f\n(APIServer pid=1)     raise KeyboardInterrupt("terminated")\n(APIServer pid=1) KeyboardInterrupt: terminated\n(EngineCore pid=2) RuntimeError: Worker failed with error',
    ],
    [
      "what a person writes to the model, over several lines",
      "INFO 11-22 10:00:00 [logger.py:43] Received request chatcmpl-1: prompt: '<|user|>\nOSError: [Errno 28] No space left on device\nwhy?', params: x",
    ],
    [
      "what the model writes, in a server's answer",
      '{"object":"chat.completion","choices":[{"message":{"content":"Address already in use means \\"taken\\"."}}]}',
    ],
    ["a manual", "If you see `OSError: [Errno 98] Address already in use`, choose another port."],
    ["a note", 'Notiz: „no kernel image“ und "no kernel image" sind behoben.'],
    ["the title of a test that passed", "✓ handles EADDRINUSE (3 ms)"],
    ["a history of changes", "1a2b3c4 [Bugfix] handle 'address already in use' (#99)"],
    [
      "a compiler's command",
      "/usr/bin/nvcc -forward-unknown-to-host-compiler -c csrc/custom_all_reduce.cu -o custom_all_reduce.cu.o",
    ],
    [
      "a try that uv repeats",
      "DEBUG Transient request failure for https://x/, retrying\n  Caused by: operation timed out\nInstalled 3 packages in 14ms",
    ],
    ["a scanner from outside", 'INFO:     203.0.113.9:5 - "POST /cgi-bin/luci HTTP/1.1" 404 Not Found'],
    [
      "a request too long, before one that is answered",
      'ValueError: This model\'s maximum context length is 8192 tokens. However, your request has 9000 input tokens.\nINFO:     127.0.0.1:1 - "POST /v1/chat/completions HTTP/1.1" 200 OK',
    ],
    [
      "an exception of one request, before one that is answered",
      'FrobnicationError: x\nINFO:     127.0.0.1:1 - "POST /v1/chat/completions HTTP/1.1" 200 OK',
    ],
    [
      "one refused name among answers",
      'INFO:     127.0.0.1:1 - "POST /v1/chat/completions HTTP/1.1" 200 OK\nERROR 11-22 10:00:00 [serving.py:228] Error with model error=ErrorInfo(message=\'The model `nope` does not exist.\')\nINFO:     127.0.0.1:1 - "POST /v1/chat/completions HTTP/1.1" 404 Not Found',
    ],
  ])("%s", (_name, log) => {
    expect(named(log)).toEqual([])
  })
})

describe("what wraps a cause", () => {
  it("is never the cause, and says so when it is all there is", () => {
    const wrapper =
      "RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}"
    expect(named(wrapper)).toEqual(["engine-init-no-cause"])
    expect(named(`OSError: [Errno 98] Address already in use\n${wrapper}`)).toEqual(["port-in-use"])
    expect(named(`${wrapper}\nOSError: [Errno 98] Address already in use`)).toEqual(["port-in-use"])
  })

  it("gives way to a failure that no rule knows, whose lines are kept to be shown", () => {
    const [cause] = diagnose(
      "FrobnicationError: the frob is out of grease\nWorkerProc failed to start.",
      LOG_RULES,
    )
    expect(cause).toMatchObject({
      class: "engine-cause-unknown",
      confidence: "low",
      evidence: { line: 1, text: "FrobnicationError: the frob is out of grease" },
      values: { lines: "FrobnicationError: the frob is out of grease" },
    })
  })

  it("does not hide the first of two causes behind the second", () => {
    const log =
      "ValueError: No available memory for the cache blocks.\nOSError: [Errno 98] Address already in use"
    expect(named(log)).toEqual(["kv-cache-none", "port-in-use"])
  })
})

describe("what was only warned of", () => {
  const warning = "WARNING 11-22 10:00:00 [x.py:1] lib: libcublas.so.12: cannot open shared object file: x"
  it("gives way to the failure after it, unless it explains that", () => {
    expect(named(`${warning}\nOSError: [Errno 98] Address already in use`)).toEqual(["port-in-use"])
    expect(named(`${warning}\nRuntimeError: Failed to infer device type`)).toEqual(["libcudart-missing"])
    expect(named(warning)).toEqual(["libcudart-missing"])
  })
})

describe("a log of several starts", () => {
  const failed = `INFO 11-22 10:00:00 [x.py:1] vLLM API server version 0.31.0\nOSError: [Errno 98] Address already in use`
  const well = `INFO 11-22 10:05:00 [x.py:1] vLLM API server version 0.31.0\nINFO:     Application startup complete.`
  it("tells of the last one", () => {
    expect(named(`${failed}\n${well}`)).toEqual([])
    expect(named(`${well}\n${failed}`)).toEqual(["port-in-use"])
    expect(
      named(
        `${failed}\n${failed.replace("OSError: [Errno 98] Address already in use", "KeyError: 'invalid tool call parser: x (chose from { y })'")}`,
      ),
    ).toEqual(["tool-parser-name-unknown"])
  })
})

describe("a log of any size", () => {
  it("is read at ten megabytes a second and in the same memory", () => {
    const lines = readLog("healthy/h100-0.26-9b-debug.log").split("\n")
    const bytes = lines.join("\n").length
    const diagnosis = createDiagnosis(LOG_RULES)
    const before = process.cpuUsage()
    for (let read = 0; read < 10e6; read += bytes) for (const line of lines) diagnosis.feed(line)
    diagnosis.feed("OSError: [Errno 98] Address already in use")
    expect(diagnosis.result().map((cause) => cause.class)).toEqual(["port-in-use"])
    // Time of the processor, not of the clock: other tests run beside this one.
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
  }, 60_000)

  it("keeps no more of a failure that is said twenty thousand times", () => {
    const diagnosis = createDiagnosis(LOG_RULES)
    for (let line = 0; line < 20_000; line += 1) {
      diagnosis.feed(
        `(Worker_TP${line % 1000} pid=${line}) ERROR 11-22 10:00:00 [x.py:1] FooError: line ${line}`,
      )
      diagnosis.feed(`(Worker_TP${line % 1000} pid=${line}) torch.OutOfMemoryError: CUDA out of memory.`)
    }
    const [cause] = diagnosis.result()
    expect(cause).toMatchObject({ class: "oom-weights", confidence: "low", evidence: { line: 2 } })
  }, 60_000)
})
