import { describe, expect, it } from "vitest"
import { memoryGroup, memoryLimit } from "#common/domain/machine/memory-limit"
import { cardName, pciCard } from "#common/domain/machine/pci-cards"
import { withoutEscapes } from "#common/domain/machine/terminal-escapes"

const PCI_IDS = `# comment
1002  Advanced Micro Devices, Inc. [AMD/ATI]
\t744c  Navi 31 [Radeon RX 7900 XT/7900 XTX/7900M]
\t\t1002 0e3b  Radeon RX 7900 XTX
10de  NVIDIA Corporation
\t2684  AD102 [GeForce RTX 4090]
\t2bff  Some chip without a card's name
8086  Intel Corporation
\t744c  Wrong vendor
C 03  Display controller
`

function name(vendorId: string, deviceId: string): string | null {
  return cardName({ vendor: "AMD", vendorId, deviceId }, PCI_IDS)
}

describe("cards on the bus", () => {
  it("are display controllers of the three makers and nothing else", () => {
    const captured = "pci:v000010DEd00002330sv000010DEsd000016C1bc03sc02i00"
    expect(pciCard(captured)).toEqual({ vendor: "NVIDIA", vendorId: "10de", deviceId: "2330" })
    expect(pciCard("pci:v00001002d0000744Csv00001EAEsd00007901bc03sc00i00\n")?.vendor).toBe("AMD")
    // The card's sound device, a switch, a server board's chip, a virtual machine's display.
    expect(pciCard("pci:v000010DEd000022BAsv000010DEsd0000167Cbc04sc03i00")).toBeNull()
    expect(pciCard("pci:v000010DEd000022A3sv000010DEsd00001796bc06sc80i00")).toBeNull()
    expect(pciCard("pci:v00001A03d00002000sv00001A03sd00002000bc03sc00i00")).toBeNull()
    expect(pciCard("pci:v00001AF4d00001050sv00001AF4sd00001100bc03sc80i00")).toBeNull()
    expect(pciCard("")).toBeNull()
  })

  it("have the name a person knows", () => {
    expect(name("1002", "744c")).toBe("Radeon RX 7900 XT/7900 XTX/7900M")
    expect(name("10de", "2684")).toBe("GeForce RTX 4090")
    expect(name("10de", "2bff")).toBe("Some chip without a card's name")
    expect(name("10de", "744c")).toBeNull()
    expect(name("dead", "744c")).toBeNull()
    expect(cardName({ vendor: "AMD", vendorId: "1002", deviceId: "744c" }, "")).toBeNull()
  })
})

describe("a container's memory", () => {
  it("belongs to the group that governs it", () => {
    expect(memoryGroup("0::/user.slice/session-2.scope\n")).toEqual({
      version: 2,
      path: "/user.slice/session-2.scope",
    })
    expect(memoryGroup("5:devices:/\n4:memory:/docker/abc\n2:cpu,cpuacct:/\n0::/\n")).toEqual({
      version: 1,
      path: "/docker/abc",
    })
    expect(memoryGroup("")).toBeNull()
  })

  it("has a limit only where one is set, and files that can be dropped do not count as used", () => {
    expect(memoryLimit("max\n", "1000\n", null)).toBeNull()
    expect(memoryLimit("9223372036854771712\n", "1000\n", null)).toBeNull()
    expect(memoryLimit(null, null, null)).toBeNull()
    expect(memoryLimit("8000\n", "5000\n", "anon 2000\ninactive_file 2500\nactive_file 500\n")).toEqual({
      limitBytes: 8000,
      availableBytes: 5500,
    })
    // Version 1 tells the group's own share and the whole: the whole counts.
    expect(memoryLimit("8000", "5000", "inactive_file 1\ntotal_inactive_file 3000\n")?.availableBytes).toBe(
      6000,
    )
    expect(memoryLimit("8000", "9000", null)?.availableBytes).toBe(0)
  })
})

describe("terminal escapes", () => {
  it("are taken out whole and nothing else", () => {
    expect(withoutEscapes("\u001b[4mGPU0\tGPU1\u001b[0m")).toBe("GPU0\tGPU1")
    expect(withoutEscapes("[4m is text [0m")).toBe("[4m is text [0m")
  })
})
