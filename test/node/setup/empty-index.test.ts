import { describe, expect, it } from "vitest"
import { homeOf } from "#node/home"
import { EngineStore } from "#node/services/setup/engine-store"
import { lockStep } from "#node/services/setup/steps/lock"
import type { StepContext } from "#node/services/setup/step"
import { temporaryFolder } from "../adapters/temporary-folder"
import { fakePorts } from "../../fakes/ports"
import { FakeProcesses } from "../../fakes/processes"

/** What uv 0.13 says of an index that answers 404 to everything. */
const NOT_FOUND = `error: No solution found when resolving dependencies
  cause: Because vllm was not found in the package registry and you require vllm, we can conclude that your requirements are unsatisfiable.
`

async function lockWith(rejected: readonly string[]) {
  const home = homeOf({ GLIMMER_HOME: await temporaryFolder() })
  const processes = new FakeProcesses().answer("uv", { exitCode: 1, stderr: NOT_FOUND })
  const ports = fakePorts({ processes })
  const archives = { sha256: none, extract: none, readEntry: none }
  const context: StepContext = {
    runId: "r",
    request: { target: "cpu", version: null, rebuild: false },
    facts: () => ({ uv: "/usr/bin/uv", python: "/usr/bin/python3.12" }),
    rejected,
    report: () => undefined,
    line: () => undefined,
    signal: new AbortController().signal,
  }
  return lockStep(ports, home, archives, new EngineStore(ports.files, home))(context)
}

const none = () => Promise.reject(new Error("nothing is fetched in this test"))

describe("an index without vLLM", () => {
  // Called "no version works", it sends people to look for a fault of their computer.
  it("is named, for another index cures it", async () => {
    await expect(lockWith([])).rejects.toMatchObject({
      problem: { code: "index-lacks-package", values: { package: "vllm" } },
    })
  })

  it("is none when versions were tried: they did not work", async () => {
    await expect(lockWith(["0.31.0"])).rejects.toMatchObject({ problem: { code: "no-version-works" } })
  })
})
