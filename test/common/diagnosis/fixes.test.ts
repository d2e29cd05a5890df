import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { diagnose } from "#common/domain/diagnosis/diagnosis"
import { installCommand, systemFamily } from "#common/domain/diagnosis/install-command"
import { problemFromCause } from "#common/domain/diagnosis/problem-from-cause"

const first = (log: string) => diagnose(log, LOG_RULES)[0]
const fixes = (log: string) => first(log)?.fixes.map(({ by: _by, ...fix }) => fix)

describe("a fix", () => {
  // Numbers out of a log go into the next start: a wrong one fails again an hour later.
  it.each([
    [
      "shortens the context to what vLLM says fits, in whole steps",
      "max seq len (262144), (24.0 GiB KV cache is needed, which is larger than the available KV cache memory (3.18 GiB). Based on the available memory, the estimated maximum model length is 34736.",
      { kind: "lower-max-model-len", tokens: 34_560 },
    ],
    [
      "or in proportion to the memory there is",
      "max seq len (100000), (4.26 GiB KV cache is needed, which is larger than the available KV cache memory (4.25 GiB).",
      { kind: "lower-max-model-len", tokens: 99_584 },
    ],
    [
      "or to what the cache holds",
      "The model's max seq len (32768) is larger than the maximum number of tokens that can be stored in KV cache (7344).",
      { kind: "lower-max-model-len", tokens: 7168 },
    ],
    [
      "as the older engines wrote it",
      "max seq len (131072), (20.00 GB KV cache is needed, which is larger than the available KV cache memory (13.71 GB). Try",
      { kind: "lower-max-model-len", tokens: 89_600 },
    ],
    [
      "asks for the driver that has the CUDA which a container wants",
      "nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.9, please update your driver",
      { kind: "update-driver", minimum: "575" },
    ],
    [
      "splits over as many GPUs as divide the heads",
      "Total number of attention heads (28) must be divisible by tensor parallel size (8).",
      { kind: "tensor-parallel", size: 7 },
    ],
    [
      "uses the GPUs there are",
      "World size (4) is larger than the number of available GPUs (2) in this node.",
      { kind: "tensor-parallel", size: 2 },
    ],
    [
      "takes the parser whose name is most alike",
      "KeyError: 'invalid tool call parser: glm46 (chose from { deepseek_v3,glm45,granite,hermes })'",
      { kind: "other-tool-parser", parser: "glm45" },
    ],
    [
      "goes back to the model's own limit",
      "User-specified max_model_len (100000) is greater than the derived max_model_len (max_position_embeddings=8192.0 or x)",
      { kind: "lower-max-model-len", tokens: 8192 },
    ],
    [
      "leaves out the option that is not known",
      "vllm: error: unrecognized arguments: --swap-space 4",
      { kind: "remove-option", option: "--swap-space 4" },
    ],
    [
      "gives back the folder that cannot be written to",
      "PermissionError: [Errno 13] Permission denied: '/data/hub'",
      { kind: "fix-folder-owner", path: "/data/hub" },
    ],
  ])("%s", (_name, log, expected) => {
    expect(fixes(log)).toContainEqual(expected)
  })

  it("is not offered when nobody was named to end and no card to leave out", () => {
    const log =
      "Free memory on device (58.06/79.18 GiB) on startup is less than desired GPU memory utilization (0.92, 72.84 GiB)"
    expect(fixes(log)).toEqual([{ kind: "set-utilization", value: 0.72 }])
    // Where next to nothing is free, no share would do: the planner has to look.
    expect(fixes(log.replace("58.06", "7.34"))).toEqual([{ kind: "set-utilization", value: null }])
  })

  it("says who carries it out", () => {
    const all = first("fatal error: Python.h: No such file or directory")?.fixes
    expect(all?.map(({ kind, by }) => [kind, by])).toEqual([
      ["install-system-package", "person"],
      ["rebuild-engine", "program"],
    ])
  })

  it("that installs a package has the command of each family of systems", () => {
    const [fix] = first("RuntimeError: Failed to find C compiler.")?.fixes ?? []
    if (fix?.kind !== "install-system-package") throw new Error("no package was named")
    expect(installCommand(fix.packages, "debian")).toBe("sudo apt install build-essential")
    expect(installCommand(fix.packages, "fedora")).toBe("sudo dnf install gcc gcc-c++ make")
    expect(["ubuntu", "rocky", "openeuler", "arch"].map((id) => systemFamily([id]))).toEqual([
      "debian",
      "fedora",
      "fedora",
      "arch",
    ])
    expect(systemFamily(["neon", "ubuntu"])).toBe("debian")
    expect(systemFamily(["plan9"])).toBeNull()
  })
})

describe("a cause as a problem", () => {
  it("keeps code, values and the line", () => {
    const cause = first("OSError: [Errno 98] Address already in use\n")
    expect(cause && problemFromCause(cause)).toEqual({
      code: "port-in-use",
      values: {},
      evidence: "OSError: [Errno 98] Address already in use",
    })
  })

  it("shortens lists that nobody reads on", () => {
    const names = Array.from({ length: 200 }, (_, index) => `parser_${index}`).join(",")
    const cause = first(`KeyError: 'invalid tool call parser: x (chose from { ${names} })'`)
    expect(String(cause && problemFromCause(cause).values["names"]).length).toBeLessThanOrEqual(400)
  })
})
