import { describe, expect, it } from "vitest"
import { numberIn, readCell, switchIn } from "#common/domain/machine/smi-cell"
import { GPU_FIELDS, parseGpus, unknownField } from "#common/domain/machine/smi-gpus"
import { capturedRows } from "../../fakes/nvidia-smi"

const MIB = 1024 * 1024

/** What nvidia-smi answers to our own question on a captured host. */
function answer(host: string): string {
  return capturedRows(host)
    .map((captured) => GPU_FIELDS.map((field) => captured[field]).join(", "))
    .join("\n")
}

/** The one row of a captured host with some values replaced. */
function row(change: Partial<Record<string, string>>): string {
  return GPU_FIELDS.map((field) => change[field] ?? capturedRows("h100x1")[0]?.[field]).join(", ")
}

describe("a cell", () => {
  it.each([
    ["[N/A]", "not-available"],
    ["N/A", "not-available"],
    ["", "not-available"],
    ["[Not Supported]", "not-available"],
    ["[Requested functionality has been deprecated]", "not-available"],
    ["[Insufficient Permissions]", "no-permission"],
    ["[Not Found]", "not-found"],
    ["[Unknown Error]", "card-error"],
    ["ERR!", "card-error"],
    ["[GPU requires reset]", "needs-reset"],
    ["[GPU is lost]", "needs-reset"],
  ])("%s has a meaning and never becomes a number", (text, absence) => {
    expect(readCell(text)).toEqual({ value: null, absence })
    expect(numberIn(text)).toBeNull()
    expect(switchIn(text)).toBeNull()
  })

  it("keeps zero a number and an unknown word no switch", () => {
    expect(numberIn(" 0 ")).toBe(0)
    expect(numberIn("0x10DE")).toBeNull()
    expect(numberIn("12 MiB")).toBeNull()
    expect([switchIn("Enabled"), switchIn("Disabled"), switchIn("Maybe")]).toEqual([true, false, null])
  })
})

describe("the cards of a captured host", () => {
  it.each(["h100x1", "h100x2", "h200x2", "h200x4"])("of %s have every value that nvidia-smi gave", (host) => {
    const captured = capturedRows(host)
    const reading = parseGpus(answer(host), GPU_FIELDS)
    expect(captured.length).toBeGreaterThan(0)
    expect(reading?.troubled).toEqual([])
    expect(reading?.driverVersion).toBe("580.159.04")
    expect(reading?.gpus).toEqual(
      captured.map((told) => ({
        index: Number(told["index"]),
        uuid: told["uuid"],
        name: told["name"],
        pciBusId: told["pci.bus_id"],
        memoryTotalBytes: Number(told["memory.total"]) * MIB,
        memoryReservedBytes: Number(told["memory.reserved"]) * MIB,
        memoryUsedBytes: Number(told["memory.used"]) * MIB,
        memoryFreeBytes: Number(told["memory.free"]) * MIB,
        computeCapability: Number(told["compute_cap"]),
        utilizationPercent: Number(told["utilization.gpu"]),
        temperatureCelsius: Number(told["temperature.gpu"]),
        powerDrawWatts: Number(told["power.draw"]),
        powerLimitWatts: Number(told["power.limit"]),
        displayActive: told["display_active"] === "Enabled",
        migEnabled: told["mig.mode.current"] === "Enabled",
        persistenceMode: told["persistence_mode"] === "Enabled",
      })),
    )
  })

  it("are what a person reads off the capture", () => {
    expect(parseGpus(answer("h200x2"), GPU_FIELDS)?.gpus[1]).toMatchObject({
      index: 1,
      name: "NVIDIA H200",
      pciBusId: "00000000:00:07.0",
      memoryTotalBytes: 150_754_820_096,
      computeCapability: 9,
    })
  })
})

describe("an answer that is not smooth", () => {
  it("keeps a card whose sensors fail", () => {
    const text = row({ "power.draw": "[Unknown Error]", "temperature.gpu": "[N/A]", display_active: "[N/A]" })
    const reading = parseGpus(text, GPU_FIELDS)
    expect(reading?.troubled).toEqual([])
    expect(reading?.gpus[0]).toMatchObject({
      powerDrawWatts: null,
      temperatureCelsius: null,
      displayActive: null,
      powerLimitWatts: 700,
    })
  })

  it("sets a card aside that needs a reset or cannot tell its memory for a fault", () => {
    const text = [
      row({ index: "0", "memory.total": "[GPU requires reset]", "memory.free": "[GPU requires reset]" }),
      row({ index: "1", "memory.total": "[Unknown Error]" }),
      row({ index: "2" }),
      "Unable to determine the device handle for GPU 0000:0B:00.0: Unknown Error",
    ].join("\n")
    const reading = parseGpus(text, GPU_FIELDS)
    expect(reading?.gpus.map((gpu) => gpu.index)).toEqual([2])
    expect(reading?.troubled).toMatchObject([
      { index: 0, absence: "needs-reset", name: "NVIDIA H100 80GB HBM3" },
      { index: 1, absence: "card-error" },
      { index: null, absence: "card-error", name: "0000:0B:00.0" },
    ])
  })

  it("computes free memory where an old driver does not tell it, and keeps a comma in a name", () => {
    const text = row({
      "memory.free": "[N/A]",
      "memory.reserved": "[N/A]",
      "memory.used": "559",
      name: "Card, big",
    })
    expect(parseGpus(text, GPU_FIELDS)?.gpus[0]).toMatchObject({
      memoryFreeBytes: 81_000 * MIB,
      memoryReservedBytes: null,
      name: "Card, big",
    })
  })

  it("takes no card for full of which nobody may see how full it is", () => {
    const hidden = "[Insufficient Permissions]"
    const text = row({ "memory.free": hidden, "memory.used": hidden, "memory.reserved": hidden })
    expect(parseGpus(text, GPU_FIELDS)?.gpus[0]).toMatchObject({
      memoryUsedBytes: null,
      memoryFreeBytes: 81_559 * MIB,
    })
  })

  it("passes over remarks, and says so when there is nothing but remarks", () => {
    const remark = "WARNING: infoROM is corrupted at gpu 0000:0A:00.0"
    expect(parseGpus(`${remark}\n${row({})}\n\n`, GPU_FIELDS)?.gpus).toHaveLength(1)
    expect(parseGpus(remark, GPU_FIELDS)).toBeNull()
    expect(parseGpus("", GPU_FIELDS)).toBeNull()
    expect(
      parseGpus(
        "<html>not nvidia-smi, at, all, no, no, no, no, no, no, no, no, no, no, no, no, no</html>",
        GPU_FIELDS,
      ),
    ).toBeNull()
  })

  it("knows which field a driver refused", () => {
    expect(unknownField('Field "memory.reserved" is not a valid field to query.\n\n')).toBe("memory.reserved")
    expect(unknownField('Field "nonsense" is not a valid field to query.\n')).toBeNull()
    expect(unknownField("No devices were found\n")).toBeNull()
  })
})
