import { describe, expect, it } from "vitest"
import { readKernelLog } from "#common/domain/checks/kernel-log"
import { expectedBytes, headerLengthOf } from "#common/domain/checks/safetensors"
import { cudaOfTorch, openFilesLimit } from "#common/domain/checks/system-limits"

const bytes = (length: bigint) => {
  const start = new Uint8Array(8)
  new DataView(start.buffer).setBigUint64(0, length, true)
  return start
}

describe("the kernel's log", () => {
  it("is read whatever stands before the message", () => {
    const text = [
      "[Mon Nov 23 00:10:19 2026] NVRM: Xid (PCI:0000:41:00): 31, pid=77, name=python, Ch 00000008",
      "Nov 23 00:10:20 ws kernel: NVRM: Xid (PCI:0000:41:00.0): 79, GPU has fallen off the bus.",
      "NVRM: GPU Board Serial Number: 1320",
      "[12.1] Memory cgroup out of memory: Killed process 4711 (VLLM::EngineCor) total-vm:9kB, anon-rss:2048kB, file-rss:1kB",
      "[13.1] Out of memory: Killed process 4712 (python3), UID 1000",
    ].join("\n")
    expect(readKernelLog(text)).toEqual({
      xids: [
        { pciBusId: "0000:41:00", xid: 31, text: expect.stringMatching(/^NVRM: Xid/) },
        { pciBusId: "0000:41:00.0", xid: 79, text: expect.stringMatching(/fallen off the bus\.$/) },
      ],
      oomKills: [
        { pid: 4711, name: "VLLM::EngineCor", residentBytes: 2048 * 1024 },
        { pid: 4712, name: "python3", residentBytes: null },
      ],
    })
  })
})

describe("a safetensors header", () => {
  it("tells how long the file must be, its metadata left out", () => {
    const header = {
      __metadata__: { data_offsets: [0, 9e9] },
      a: { data_offsets: [0, 10] },
      b: { data_offsets: [10, 30] },
    }
    expect(expectedBytes(100, header)).toBe(8 + 100 + 30)
    expect(expectedBytes(2, {})).toBe(10)
  })

  it.each([null, [], "x", { a: {} }, { a: { data_offsets: [1] } }, { a: { data_offsets: [0, "9"] } }])(
    "is none when it is %j",
    (header) => expect(expectedBytes(8, header)).toBeNull(),
  )

  it("has a length that a header can have", () => {
    expect(headerLengthOf(bytes(700n))).toBe(700)
    // "<!doctype" read as a number would ask for exabytes.
    expect(headerLengthOf(new TextEncoder().encode("<!doctyp"))).toBeNull()
    expect(headerLengthOf(bytes(0n))).toBeNull()
    expect(headerLengthOf(new Uint8Array(3))).toBeNull()
  })
})

describe("limits and versions", () => {
  it("reads the hard limit of open files", () => {
    const limits =
      "Limit   Soft   Hard   Units\nMax open files            1024                 4096                 files\n"
    expect(openFilesLimit(limits)).toBe(4096)
    expect(openFilesLimit("Max open files   1024   unlimited   files\n")).toBe(Infinity)
    expect(openFilesLimit("")).toBeNull()
  })

  it.each([
    ["2.11.0+cu130", "13.0"],
    ["2.8.0+cu129", "12.9"],
    ["2.8.0+cpu", null],
    ["2.13.0", null],
  ])("the CUDA of torch %s is %s", (torch, cuda) => expect(cudaOfTorch(torch)).toBe(cuda))
})
