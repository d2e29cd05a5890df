import { describe, expect, it } from "vitest"
import type { RunResult } from "#node/ports"
import { commandProblem } from "#node/services/setup/command-failure"

const failed = (stderr: string): RunResult => ({
  exitCode: 1,
  signal: null,
  stdout: "",
  stderr,
  durationMs: 5,
  end: "exit",
})

describe("commandProblem", () => {
  it.each([
    ["error: failed to create file: No space left on device (os error 28)", "disk-full"],
    ["error: Permission denied (os error 13)", "permission-denied"],
    ["  cause: invalid peer certificate: UnknownIssuer", "ssl-cert-failed"],
    [
      "error: Request failed after 3 retries\n  cause: dns error\n  cause: failed to lookup address",
      "index-unreachable",
    ],
    ["  cause: tunnel error: unsuccessful, 407 Proxy Authentication Required", "proxy-refused"],
    ["something nobody has seen before", "lock-failed"],
  ])("%j is %s", (stderr, code) => {
    expect(commandProblem(failed(stderr), "lock-failed").code).toBe(code)
  })

  it("shows what stood in the way of the network, not that it was tried", () => {
    const { evidence } = commandProblem(
      failed(
        "error: Request failed after 3 retries in 4.8s\n  cause: tcp connect error\n  cause: Connection refused (os error 111)",
      ),
      "lock-failed",
    )
    expect(evidence).toBe("Connection refused (os error 111)")
  })

  it("does not take the name of a file for a cause", () => {
    const listing = "copying vllm/entrypoints/utils/ssl.py -> build/lib\nadding 'vllm/tool_parsers/x.py'"
    expect(commandProblem(failed(`${listing}\nerror: it did not work`), "build-failed").code).toBe(
      "build-failed",
    )
  })

  it("names the missing package before anything the network may have said", () => {
    const result = failed(
      "warning: retrying after connection reset\nerror: No solution found when resolving dependencies\n  cause: Because only certifi<=1 is available and vllm>=2 depends on certifi>=2, we can conclude",
    )
    expect(commandProblem(result, "lock-failed")).toMatchObject({
      code: "index-lacks-package",
      values: { package: "certifi", wanted: ">=2", available: "<=1" },
    })
  })
})
